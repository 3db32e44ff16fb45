"""What environments and dashboards do to a secret, as people ask about it."""

from .chains import PAYLOADS
from .oracle import b64
from .senders import (
    STANDARD_SECRET,
    TRANSCODELY_SECRET,
    TRANSLOADIT_SECRET,
    standard,
    transcodely,
    transcodely2,
    transloadit,
)

BODY = PAYLOADS["job"].encode()
STATUS = PAYLOADS["status"]


def add(book):
    secrets(book)


def secrets(book):
    def case(slug, question, delivery, secret, code, *proved, **more):
        book.add(f"field/{slug}", question, delivery.with_secret(secret), code, proved=proved, **more)

    first, one, form = transcodely(BODY), standard(BODY), transloadit(STATUS, form="urlencoded")
    case(
        "docker-env-file",
        "docker run --env-file, the line has quotes",
        first,
        f'"{TRANSCODELY_SECRET}"',
        "signature_mismatch",
        "secret_quoted",
    )
    case(
        "docker-env-file-standard",
        "docker run --env-file, the line has quotes",
        one,
        f"'{STANDARD_SECRET}'",
        "invalid_secret",
        "secret_quoted",
    )
    case(
        "kubectl-echo",
        "kubectl create secret --from-file, made with echo",
        first,
        TRANSCODELY_SECRET + "\n",
        "invalid_secret",
        "secret_white_space",
    )
    case(
        "kubernetes-base64",
        "pasted the value from `kubectl get secret -o yaml`",
        transcodely2(BODY),
        b64(TRANSCODELY_SECRET),
        "signature_mismatch",
        "secret_is_base64",
    )
    case(
        "kubernetes-base64-form",
        "pasted the value from the manifest",
        form,
        b64(TRANSLOADIT_SECRET),
        "signature_mismatch",
        "secret_is_base64",
    )
    case(
        "export-line",
        "the whole line from my shell profile",
        first,
        f"export WEBHOOK_SECRET={TRANSCODELY_SECRET}",
        "signature_mismatch",
        "secret_prefixed",
    )
    case(
        "auth-hook",
        "the dashboard shows v1,whsec_...",
        one,
        f"v1,{STANDARD_SECRET}",
        "invalid_secret",
        "secret_prefixed",
    )
    case(
        "bom-file",
        "secret read from a file that Notepad saved",
        first,
        "\ufeff" + TRANSCODELY_SECRET,
        "invalid_secret",
        "secret_white_space",
    )
    case(
        "chat-zero-width",
        "copied from a chat, it looks right",
        first,
        TRANSCODELY_SECRET + "\u200b",
        "signature_mismatch",
        "secret_white_space",
    )
    case("pdf-nbsp", "copied from a PDF", one, STANDARD_SECRET + "\u00a0", "invalid_secret", "secret_white_space")
    case(
        "smart-quotes",
        "copied from a document with curly quotes",
        transcodely2(BODY),
        f"\u201c{TRANSCODELY_SECRET}\u201d",
        "signature_mismatch",
        "secret_quoted",
    )
    case(
        "without-whsec",
        "the old library wanted the secret without whsec_",
        first,
        TRANSCODELY_SECRET.removeprefix("whsec_"),
        "signature_mismatch",
        "secret_prefix_stripped",
    )
    case(
        "postman-variable",
        "Postman sends the variable's name",
        first,
        "{{webhook_secret}}",
        "invalid_secret",
        observed=["secret_placeholder"],
    )
    case(
        "template-left",
        "deployed with the example file",
        form,
        "<your webhook secret>",
        "invalid_secret",
        observed=["secret_placeholder"],
    )
    case("unset", "works locally, not in CI", one, "", "missing_secret", observed=["missing_secret"])
    case(
        "auth-key",
        "I use my Auth Key, as for uploads",
        form,
        "0123456789abcdef0123456789abcdef",
        "signature_mismatch",
        hints=["secret_wrong"],
    )
    case(
        "api-key",
        "I use my sk_live_ key",
        first,
        "sk_live_notarealkey",
        "signature_mismatch",
        hints=["secret_is_api_key"],
    )
    case(
        "live-for-test",
        "test events fail, live ones work",
        first,
        "whsec_the-live-one-5d5d",
        "signature_mismatch",
        hints=["secret_wrong"],
    )
    case(
        "manager-json",
        "the secret manager returns a JSON document",
        one,
        f'{{"webhook_secret":"{STANDARD_SECRET}"}}',
        "invalid_secret",
        "secret_prefixed",
        never=["secret_placeholder"],
    )
    test = transcodely(BODY, secret="whsec_the-test-one-6e6e").but(others=("whsec_the-test-one-6e6e",))
    case(
        "test-and-live",
        "test events fail, live ones work; both secrets given",
        test,
        "whsec_the-live-one-5d5d",
        "signature_mismatch",
        "secret_other",
    )
