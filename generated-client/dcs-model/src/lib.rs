//! Types of the Huawei Cloud Distributed Cache Service (DCS) API.
