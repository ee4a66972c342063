//! Operations that start work which continues after their response: `x-waiter`.

pub(crate) mod reading;

use crate::parameter::Location;
use crate::types::Type;

/// How to follow the work that an operation starts. Places in responses are JSON pointers.
#[derive(Clone, Debug)]
pub struct Waiter {
    /// The `operationId` of the operation that reports the state.
    pub operation: String,
    /// Its parameters whose values come from the response of the starting operation: where they are
    /// sent, their names on the wire, and the places in that response.
    pub parameters: Vec<(Location, String, String)>,
    /// The item of a list that reports the state; `None` if the whole response does.
    pub item: Option<WaiterItem>,
    /// The place of the state in the response or the item.
    pub state: String,
    /// The place of the reason why the work failed.
    pub reason: Option<String>,
    /// The states in which the work has succeeded.
    pub success: Vec<String>,
    /// The states in which it has failed.
    pub failure: Vec<String>,
    /// The type of the response or item that reports the state.
    pub report: Type,
}

/// Which item of a list reports the state.
#[derive(Clone, Debug)]
pub struct WaiterItem {
    /// The place of the list in the response.
    pub list: String,
    /// The place in an item that identifies the work.
    pub property: String,
    /// The place in the response of the starting operation that it must be equal to.
    pub equals: String,
}
