//! Types of the Huawei Cloud ROMA Connect API.
