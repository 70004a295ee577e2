//! `wardrobe demo`.
use crate::arguments::Demo;
use crate::failure::Ended;
pub(crate) async fn run(_: Demo) -> Ended {
    Ok(())
}
