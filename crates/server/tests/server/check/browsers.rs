//! Pages that may not reach a bucket themselves.

use serde_json::{Value, json};
use wardrobe_sandbox::s3::store::CorsRule;

use crate::check::setup::*;
use crate::check::story::{Cause, ada, failed, named};

const PAGE: &str = "https://files.example.com";
const PLACES: [&str; 1] = ["the-box/a/"];

impl Setup {
    /// Puts rules before those of the bucket, as its owner would.
    async fn rules(&self, json: &str) {
        let texts = |rule: &Value, name: &str| {
            let list = rule[name].as_array().unwrap().iter();
            list.map(|text| text.as_str().unwrap().to_owned()).collect()
        };
        let rules: Vec<Value> = serde_json::from_str(json).unwrap();
        let rules = rules.iter().map(|rule| CorsRule {
            origins: texts(rule, "AllowedOrigins"),
            methods: texts(rule, "AllowedMethods"),
            headers: texts(rule, "AllowedHeaders"),
            expose: texts(rule, "ExposeHeaders"),
            ..CorsRule::default()
        });
        let mut rules: Vec<CorsRule> = rules.collect();
        let store = self.sandbox.store();
        let set = store.write(move |tables| {
            let mut bucket = tables.bucket(BOX)?;
            rules.append(&mut bucket.cors);
            bucket.cors = rules;
            tables.put_bucket(BOX, &bucket)
        });
        set.await.unwrap();
    }

    /// The one failure of a check for a page of `origin`.
    async fn refused_to(&self, origin: &str, says: &'static str) -> wardrobe_server::ApiError {
        *self.origin.lock().unwrap() = Some(origin.to_owned());
        let steps = self
            .walk(&self.config(&self.service()), &ada(), &PLACES)
            .await;
        let cause = Cause {
            step: "cors",
            meaning: "",
            says,
        };
        named(&steps, &cause).clone()
    }
}

impl Setup {
    /// Does what is said, and then the check passes.
    async fn mended_by(&self, error: &wardrobe_server::ApiError) {
        let remedy = error.remedy.as_ref().unwrap();
        self.rules(&remedy.policies[0].document).await;
        let config = self.config(&self.service());
        let steps = self.walk(&config, &ada(), &PLACES).await;
        assert!(failed(&steps).is_empty(), "{:#}", json!(steps));
    }
}

#[tokio::test]
async fn the_bucket_lets_no_page_in() {
    let setup = Setup::whole().await;
    let before = setup.possible().await;
    let error = setup
        .refused_to(PAGE, "put this rule before its other CORS rules")
        .await;
    setup.mended_by(&error).await;
    // A page of another site still may not, and nobody may do more.
    setup
        .refused_to("https://evil.example", "has no rule")
        .await;
    setup
        .refused_to("http://files.example.com", "has no rule")
        .await;
    assert_eq!(setup.possible().await, before);
}

#[tokio::test]
async fn the_bucket_hides_what_it_made_of_a_part() {
    let setup = Setup::whole().await;
    let rule = json!([{ "AllowedOrigins": [PAGE], "AllowedMethods": ["PUT"], "AllowedHeaders": ["*"], "ExposeHeaders": [] }]);
    setup.rules(&rule.to_string()).await;
    let error = setup.refused_to(PAGE, "not read the ETag").await;
    setup.mended_by(&error).await;
}
