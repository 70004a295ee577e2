//! Where people sign out.
//! <https://openid.net/specs/openid-connect-rpinitiated-1_0.html>

use bytes::Bytes;
use http::header::SET_COOKIE;
use http::{Response, StatusCode};

use super::answer::{insert, redirect};
use super::authorize::cookie;
use super::clients::returning;
use super::{Asked, Provider};
use crate::pages::{self, page};

impl Provider {
    pub(super) fn end_session(&self, asked: &Asked<'_>) -> Response<Bytes> {
        if let Some(sign_in) = self.signed_in(asked.headers) {
            self.state().end(&sign_in.cookie);
        }
        let back = asked.any("post_logout_redirect_uri").map(returning);
        let mut response = match back {
            None => page(StatusCode::OK, pages::signed_out()),
            Some(Some(back)) => redirect(&back, &[("state", asked.any("state"))]),
            Some(None) => page(
                StatusCode::BAD_REQUEST,
                pages::wrong(
                    "The program that sent you here wants you back at a place that is not its own.",
                ),
            ),
        };
        insert(&mut response, SET_COOKIE, &cookie(""));
        response
    }
}
