// The first elements of a page have all its colors.
const MOST = 300;

// Examines the page in the frame: how wide it is, what a filter shows, what went wrong.
addEventListener('load', async () => {
  const frame = document.getElementById('page');
  const { contentWindow: page, contentDocument: root } = frame;
  const visible = () => [...root.querySelectorAll('.item')].filter(item => !item.closest('[hidden]')).length;
  const input = () => root.getElementById('filter').dispatchEvent(new Event('input'));
  const choose = (select, value) => { select.value = value; input(); };

  const all = visible();
  const choices = {};
  for (const select of root.querySelectorAll('[data-choice]')) {
    choices[select.dataset.choice] = [...select.options].slice(1).map(option => {
      choose(select, option.value);
      return visible();
    });
    choose(select, '');
  }
  const text = root.getElementById('text');
  choose(text, 'there is no such text');
  const nothing = [visible(), root.getElementById('shown').textContent];
  choose(text, '');

  // What is folded is as wide as it will be.
  for (const details of root.querySelectorAll('details')) details.open = true;
  const element = root.documentElement;
  const wide = [...root.querySelectorAll('body *')].filter(it => !it.closest('.scroll')
    && it.getBoundingClientRect().right > element.clientWidth + 1);

  const color = (element, name) => page.getComputedStyle(element)[name];
  const resources = page.performance.getEntriesByType('resource').map(it => it.name);
  document.getElementById('result').textContent = JSON.stringify({
    all, choices, nothing,
    again: visible(),
    errors: window.errors,
    ran: page.ran === true,
    scripts: root.scripts.length,
    resources,
    width: element.clientWidth,
    scrollWidth: element.scrollWidth,
    wide: wide.map(it => it.outerHTML.slice(0, 120)),
    background: color(root.body, 'backgroundColor'),
    colors: contrasts(page, root),
    unlabeled: [...root.querySelectorAll('input, select')].filter(it => !it.labels.length).length,
  });

  // Texts that can hardly be read for what is behind them.
  function contrasts(page, root) {
    const poor = [];
    const texts = 'h1, h2, h3, p, a, dt, dd, td, th, summary, .badge, .place, .line, mark, small, output';
    for (const it of [...root.querySelectorAll(texts)].slice(0, MOST)) {
      if (!it.textContent.trim()) continue;
      const front = channels(color(it, 'color'));
      let behind = it, back = [0, 0, 0, 0];
      while (behind && back[3] < 1) {
        const next = channels(color(behind, 'backgroundColor'));
        back = next[3] > 0 && next[3] < 1 ? back : next;
        behind = behind.parentElement;
      }
      const [light, dark] = [luminance(front), luminance(back)].sort((one, other) => other - one);
      const ratio = (light + 0.05) / (dark + 0.05);
      if (ratio < 4.5) poor.push(`${ratio.toFixed(1)} ${it.outerHTML.slice(0, 100)}`);
    }
    return poor.slice(0, 5);
  }

  // Red, green, blue and opacity of any color.
  function channels(color) {
    const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue, opacity] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, opacity / 255];
  }

  function luminance([red, green, blue]) {
    const linear = [red, green, blue].map(it => it / 255).map(it => it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }
});
