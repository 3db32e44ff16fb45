"""The delivery follows another scheme than the one configured."""

from . import schemes
from .chains import PAYLOADS
from .oracle import as_bytes, b64
from .senders import STANDARD_SECRET, TRANSCODELY_SECRET, custom, standard, svix, transcodely, transcodely2, transloadit

BODY = PAYLOADS["contact"].encode()
STATUS = PAYLOADS["status"]


def add(book):
    providers(book)
    variants(book)
    contents(book)


def providers(book):
    def case(slug, delivery, provider, code="signature_missing"):
        book.add(
            f"kind/provider-{slug}",
            "genuine, but of another provider",
            delivery.but(provider=provider),
            code,
            proved=["provider_other"],
            never=["secret_wrong"],
        )

    case("standard-as-transcodely", standard(BODY), "transcodely")
    case("svix-as-transcodely", svix(BODY), "transcodely")
    case("transcodely-as-standard", transcodely(BODY, secret=STANDARD_SECRET), "standard-webhooks")
    case("transcodely2-as-standard", transcodely2(BODY, secret=STANDARD_SECRET), "standard-webhooks")
    case("transcodely-as-custom", transcodely(BODY), schemes.PREFIXED)
    case(
        "standard-as-custom",
        standard(BODY),
        schemes.BASE64_KEY | {"secret": {"encoding": "base64", "prefix": "whsec_"}},
    )
    case("transcodely-as-transloadit", transcodely(BODY), "transloadit", "form_malformed")
    for slug, delivery, provider, code in (
        ("standard-as-transcodely", standard(BODY), "transcodely", "signature_missing"),
        ("svix-as-custom", svix(BODY), schemes.SHOP, "signature_missing"),
        ("transcodely-as-standard", transcodely(BODY), "standard-webhooks", "signature_missing"),
        ("transcodely2-as-custom", transcodely2(BODY), schemes.LONG, "signature_missing"),
        ("standard-as-transloadit", standard(BODY), "transloadit", "form_malformed"),
    ):
        book.add(
            f"kind/headers-{slug}",
            "headers of another provider, signed with a secret that is not here",
            delivery.but(provider=provider).with_secret("whsec_" + b64(b"this-is-not-the-key-used")).but(secret=None),
            code,
            hints=["headers_of_other_provider"],
        )
    form = transloadit(STATUS, form="urlencoded")
    book.add(
        "kind/form-as-transcodely",
        "a form of Transloadit's where headers are expected",
        # The form's own signature is here but a part of the body, which the report shows.
        form.but(provider="transcodely", key=as_bytes, signed=None, secret=None, hidden=()).with_secret(
            TRANSCODELY_SECRET
        ),
        "signature_missing",
        observed=["signature_missing"],
    )


def variants(book):
    other = b64(b"a-relay's-own-key-of-24b")

    def case(slug, comment, delivery):
        book.add(f"kind/variant-{slug}", comment, delivery, "signature_mismatch", proved=["variant_other"])

    genuine, relayed = svix(BODY), standard(BODY, secret=other)
    case(
        "svix",
        "headers of both names: those judged are a relay's, the other ones genuine",
        genuine.but(headers=(*genuine.headers, *relayed.headers[-3:])),
    )
    first, second = transcodely(BODY), transcodely2(BODY, secret="whsec_a-relays-own-key")
    case(
        "transcodely",
        "headers of both generations: the newer ones are a relay's",
        first.but(headers=(*first.headers, *second.headers[-2:])),
    )
    both = transcodely2(BODY)
    book.add(
        "kind/variants-both",
        "headers of both generations, both genuine",
        both.but(headers=(*both.headers, *first.headers[-3:])),
        None,
    )


def contents(book):
    def case(slug, comment, scheme, sign):
        book.add(
            f"kind/content-{slug}",
            comment,
            custom(scheme, BODY, sign=sign),
            "signature_mismatch",
            proved=["content_other"],
        )

    dotted = schemes.DOTTED
    for slug, content in (
        ("body", "{body}"),
        ("adjacent", "{timestamp}{body}"),
        ("colon", "{timestamp}:{body}"),
        ("id-dotted", "{id}.{timestamp}.{body}"),
        ("id-adjacent", "{id}{timestamp}{body}"),
        ("behind", "{body}{timestamp}"),
        ("dotted-behind", "{body}.{timestamp}"),
    ):
        case(slug, f"the sender signs {content}", dotted, dotted | {"content": content})
    case(
        "version",
        "the sender signs v0:{timestamp}:{body}",
        schemes.TIMED | {"content": "{timestamp}:{body}"},
        schemes.TIMED,
    )
    case(
        "joined",
        "the sender puts dots between",
        schemes.JOINED,
        schemes.JOINED | {"content": "{id}.{timestamp}.{body}"},
    )
    plain = transcodely(BODY)
    bare = custom(schemes.BODY_ONLY | {"secret": {"encoding": "utf8"}}, BODY, secret=TRANSCODELY_SECRET)
    book.add(
        "kind/content-transcodely",
        "a sender of one's own signs the body without its time",
        plain.header("X-Transcodely-Signature", "sha256=" + bare.value("X-Dotted-Signature")).but(
            hidden=(bare.value("X-Dotted-Signature"),)
        ),
        "signature_mismatch",
        proved=["content_other"],
    )
    book.add(
        "kind/content-unsent",
        "the scheme signs only the body, the sender its time too",
        custom(schemes.BODY_ONLY, BODY, sign=dotted),
        "signature_mismatch",
        proved=["content_other"],
    )
