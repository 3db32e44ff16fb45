use std::{env, error::Error, sync::Arc, time::SystemTime};

use axum::{Router, body::Bytes, extract::State, http::HeaderMap, http::StatusCode, routing::post};
use hookseal::{Request, Webhook, providers};

async fn receive(State(webhook): State<Arc<Webhook>>, headers: HeaderMap, body: Bytes) -> (StatusCode, String) {
    let now = SystemTime::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_secs());
    match webhook.verify(&Request::new(&body).headers(&headers), now) {
        Ok(delivery) => (StatusCode::OK, format!("handled {}", delivery.variant())),
        Err(error) => {
            println!("refused {}", error.code());
            (StatusCode::UNAUTHORIZED, "refused".into())
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let webhook = Webhook::new(&providers::STANDARD_WEBHOOKS, &[env::var("STANDARD_WEBHOOKS_SECRET")?])?;
    let app = Router::new().route("/standard-webhooks", post(receive)).with_state(Arc::new(webhook));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", env::var("PORT")?.parse()?)).await?;
    Ok(axum::serve(listener, app).await?)
}
