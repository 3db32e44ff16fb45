use std::{env, error::Error, sync::Arc, time::SystemTime};

use axum::{Router, body::Bytes, extract::State, http::HeaderMap, http::StatusCode, routing::post};
use hookseal::{Request, Webhook, providers::STANDARD_WEBHOOKS};

async fn receive(State(webhook): State<Arc<Webhook>>, headers: HeaderMap, body: Bytes) -> (StatusCode, String) {
    let now = SystemTime::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_secs());
    match webhook.verify(&Request::new(&body).headers(&headers), now) {
        Ok(delivery) => (StatusCode::OK, format!("handled {}", delivery.variant())),
        Err(error) => {
            println!("refused {}: {error}", error.code());
            (StatusCode::UNAUTHORIZED, "refused".into())
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let webhook = Webhook::new(&STANDARD_WEBHOOKS, &[env::var("STANDARD_WEBHOOKS_SECRET").unwrap_or_default()])?;
    let app = Router::new().route("/standard-webhooks", post(receive)).with_state(Arc::new(webhook));
    let address = format!("127.0.0.1:{}", env::var("PORT").unwrap_or("3000".into()));
    Ok(axum::serve(tokio::net::TcpListener::bind(address).await?, app).await?)
}
