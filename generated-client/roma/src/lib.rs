//! Client for the Huawei Cloud ROMA Connect API.
