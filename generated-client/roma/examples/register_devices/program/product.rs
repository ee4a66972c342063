//! The product, and the devices that it has already.

use std::collections::HashSet;

use example_support::Trouble;
use huaweicloud_roma::Roma;

use super::arguments::Arguments;

/// What all devices of the file have in common.
#[derive(Debug)]
pub(crate) struct Product {
    pub(crate) id: i64,
    pub(crate) app_id: String,
}

/// The product that was named, or the only one of the instance.
pub(crate) async fn find(roma: &Roma, arguments: &Arguments) -> Result<Product, Trouble> {
    let (id, app_id) = match (arguments.product_id, &arguments.app_id) {
        (Some(id), Some(app_id)) => (Some(id), Some(app_id.clone())),
        (Some(id), None) => {
            let product = roma.link().show_product().product_id(id).send().await?;
            (Some(id), product.app_id.clone())
        }
        (None, app_id) => {
            let (id, of_product) = only_one(roma).await?;
            (id, app_id.clone().or(of_product))
        }
    };
    match (id, app_id) {
        (Some(id), Some(app_id)) => Ok(Product { id, app_id }),
        (None, _) => Err(setting("the product has no ID", "give --product-id")),
        (_, None) => Err(setting("the product has no application", "give --app-id")),
    }
}

async fn only_one(roma: &Roma) -> Result<(Option<i64>, Option<String>), Trouble> {
    let products = roma.link().list_products().limit(2).items();
    let mut products = products.collect_up_to(2).await?;
    match (products.pop(), products.is_empty()) {
        (Some(product), true) => Ok((product.id, product.app_id)),
        (Some(_), false) => Err(setting(
            "the instance has more than one product",
            "say which one with --product-id",
        )),
        (None, _) => Err(setting(
            "the instance has no product",
            "create one in the console",
        )),
    }
}

fn setting(problem: &str, help: &str) -> Trouble {
    Trouble::Setting(format!("{problem}\n  help: {help}"))
}

/// The `node_id` of every device of the product.
pub(crate) async fn registered(roma: &Roma, product: &Product) -> Result<HashSet<String>, Trouble> {
    let link = roma.link();
    let devices = link.list_devices().product_id(product.id).limit(100);
    let mut devices = devices.items();
    let mut known = HashSet::new();
    while let Some(device) = devices.next().await {
        known.extend(device?.node_id);
    }
    Ok(known)
}
