//! `wardrobe external-id`.

use crate::output::line;

/// Makes an external id, and says where it belongs. It is not kept: this is the
/// one time it is shown.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html>
pub(crate) fn run() {
    let id = wardrobe_server::setup::external_id();
    line(&id);
    eprintln!("In the connection's [connection.role]:");
    eprintln!("  external_id = \"{id}\"");
    eprintln!("In the statement of the role's trust policy that allows sts:AssumeRole:");
    eprintln!("  \"Condition\": {{ \"StringEquals\": {{ \"sts:ExternalId\": \"{id}\" }} }}");
}
