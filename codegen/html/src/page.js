
const form = document.getElementById('filter');
const text = document.getElementById('text');
const shown = document.getElementById('shown');
const fold = document.getElementById('fold');
const selects = [...form.querySelectorAll('[data-choice]')];
const groups = [...document.querySelectorAll('.group')];
const items = [...document.querySelectorAll('.item')];
for (const item of items) item.group = item.closest('.group');

// Every search term must occur in the item or in the name of its group.
function words(item) {
  const group = item.group ? item.group.dataset.name || '' : '';
  return item.words ??= (item.textContent + '\n' + group).toLowerCase();
}

function has(item, select) {
  const name = select.dataset.choice;
  const values = item.dataset[name] ?? (item.group ? item.group.dataset[name] : undefined) ?? '';
  const wanted = select.value.split('\n');
  return values.split('\n').some(value => wanted.includes(value));
}

function filter() {
  const searched = text.value.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = selects.filter(select => select.value !== '');
  const filled = new Map();
  let total = 0;
  for (const item of items) {
    const fits = chosen.every(select => has(item, select))
      && searched.every(word => words(item).includes(word));
    item.hidden = !fits;
    total += fits;
    if (fits) filled.set(item.group, true);
  }
  for (const group of groups) {
    group.hidden = !filled.has(group);
    if (group.open !== undefined && (searched.length || chosen.length)) group.open = !group.hidden;
  }
  shown.textContent = total + ' ' + shown.dataset.noun + (total === 1 ? '' : 's');
}

form.hidden = false;
form.addEventListener('submit', event => event.preventDefault());
form.addEventListener('input', filter);
if (fold) fold.addEventListener('click', () => {
  const open = groups.some(group => !group.hidden && !group.open);
  for (const group of groups) group.open = open;
});
// A browser that goes back to the page fills the fields in as they were.
addEventListener('pageshow', filter);
