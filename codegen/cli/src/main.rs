//! The program: `huaweicloud-codegen --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    huaweicloud_codegen::program::run()
}
