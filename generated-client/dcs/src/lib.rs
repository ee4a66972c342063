//! Client for the Huawei Cloud Distributed Cache Service (DCS) API.
