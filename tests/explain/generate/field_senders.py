"""What test scripts and other senders do, as people ask about it, and what verifies."""

from .chains import PAYLOADS
from .oracle import b64, mac
from .secret_kinds import resigned
from .senders import (
    ASSEMBLYAI_TOKEN,
    CONNECT_TOKEN,
    SENT,
    STANDARD_SECRET,
    TRANSCODELY_SECRET,
    assemblyai,
    connect,
    standard,
    svix,
    transcodely,
    transcodely2,
    transloadit,
)

BODY = PAYLOADS["job"].encode()
STATUS = PAYLOADS["status"]


def add(book):
    scripts(book)
    tokens(book)
    fine(book)


def scripts(book):
    first, one = transcodely(BODY), standard(BODY)

    def case(slug, question, delivery, code, *proved, **more):
        book.add(f"field/{slug}", question, delivery, code, proved=proved, **more)

    def signed(tag):
        return first.header("X-Transcodely-Signature", f"sha256={tag}").but(hidden=(tag,))

    case(
        "body-only",
        "the documentation says the raw body is signed",
        signed(mac("sha256", TRANSCODELY_SECRET, BODY).hex()),
        "signature_mismatch",
        "content_other",
    )
    case(
        "no-dot",
        "test script: timestamp + body",
        signed(mac("sha256", TRANSCODELY_SECRET, str(SENT).encode() + BODY).hex()),
        "signature_mismatch",
        "content_other",
    )
    content = f"{SENT}.".encode() + BODY
    case(
        "digest-base64",
        "test script: .digest('base64')",
        signed(b64(mac("sha256", TRANSCODELY_SECRET, content))),
        "signature_malformed",
        "signature_encoding",
    )
    case(
        "sha512",
        "test script: createHmac('sha512', ...)",
        signed(mac("sha512", TRANSCODELY_SECRET, content).hex()),
        "signature_malformed",
        "algorithm_other",
    )
    tag = next(iter(one.expected())).hex()
    case(
        "digest-hex",
        "test script: v1, and hexdigest()",
        one.header("webhook-signature", f"v1,{tag}"),
        "signature_malformed",
        "signature_encoding",
    )
    case(
        "secret-as-text",
        "test script: createHmac('sha256', process.env.WEBHOOK_SECRET)",
        resigned(standard, BODY, STANDARD_SECRET),
        "signature_mismatch",
        "secret_is_text",
    )
    case(
        "no-version",
        "test script: only the base64 in webhook-signature",
        one.header("webhook-signature", one.value("webhook-signature").removeprefix("v1,")),
        "signature_malformed",
        "signature_prefix_missing",
    )
    case(
        "wrong-provider",
        "both senders post to one URL",
        svix(BODY).but(provider="transcodely"),
        "signature_missing",
        "provider_other",
    )
    case(
        "wrong-provider-secret",
        "both senders post to one URL, each has its secret",
        one.but(provider="transcodely", secret=None).with_secret(TRANSCODELY_SECRET),
        "signature_missing",
        hints=["headers_of_other_provider"],
    )
    case(
        "relay-signs",
        "a relay adds webhook-* headers of its own",
        svix(BODY).but(
            headers=(
                *svix(BODY).headers,
                *standard(BODY, secret="whsec_" + b64(b"the-relay's-own-24b-key!")).headers[-3:],
            )
        ),
        "signature_mismatch",
        "variant_other",
    )


def tokens(book):
    genuine, linked = assemblyai(BODY), connect(BODY)
    base = "https://hooks.example.com/connect"

    def case(slug, question, delivery, code, *proved, **more):
        book.add(f"field/{slug}", question, delivery, code, proved=proved, **more)

    case(
        "auth-header-bearer",
        "I set webhook_auth_header_value to 'Bearer <token>'",
        genuine.header("X-My-Webhook-Secret", f"Bearer {ASSEMBLYAI_TOKEN}"),
        "token_mismatch",
        "token_prefixed",
    )
    case(
        "secret-bearer",
        "my secret is 'Bearer <token>', the header only the token",
        genuine.with_secret(f"Bearer {ASSEMBLYAI_TOKEN}"),
        "token_mismatch",
        "secret_prefixed",
    )
    case(
        "header-name",
        "I renamed the header in the code, not in the request",
        genuine.renamed(x_my_webhook_secret="X-Webhook-Auth"),
        "token_missing",
        "header_renamed",
    )
    case(
        "proxy-address",
        "behind a load balancer every sender is refused",
        assemblyai(BODY, options={"senders": ["us", "eu"]}).but(remote="10.12.0.4"),
        "address_not_allowed",
        observed=["address_not_allowed"],
    )
    case(
        "registered-key",
        "registered with ?key=, configured as token",
        linked.but(url=linked.url.replace("token=", "key=")),
        "token_missing",
        "parameter_renamed",
    )
    case(
        "encoded-again",
        "the dashboard escapes the URL once more",
        linked.but(url=linked.url.replace("%", "%25")),
        "token_mismatch",
        "token_encoded",
    )
    case(
        "redirect",
        "the redirect to https drops the query",
        linked.but(url=base),
        "token_missing",
        observed=["token_missing"],
    )
    case(
        "env-newline",
        "echo token > file",
        linked.with_secret(CONNECT_TOKEN + "\n"),
        "invalid_secret",
        "secret_white_space",
    )


def fine(book):
    """Questions to which the answer is that it verifies."""
    for slug, question, delivery in (
        ("works-svix", "do you take the svix names", svix(BODY)),
        ("works-multer", "multer has parsed the form", transloadit(STATUS, form="parsed")),
        (
            "works-rotation",
            "both secrets during the rotation",
            transcodely(BODY).but(options={"secrets": ["whsec_the-new-one-7f7f", TRANSCODELY_SECRET]}),
        ),
        (
            "works-charset",
            "the content type has a charset",
            standard(BODY).header("Content-Type", "application/json; charset=utf-8"),
        ),
        ("works-length", "the proxy has removed the length", transcodely2(BODY).without("Content-Length")),
        ("works-token", "a token and a body of any kind", assemblyai(b"\xff\xfe")),
    ):
        book.add(f"field/{slug}", question, delivery, None)
