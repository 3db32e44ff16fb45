"""Collects the cases of one file and refuses to build one that is incomplete or named twice."""

from .oracle import as_bytes, b64, dedupe_key

NOW = 1716480293

VERIFY_CODES = set(
    "body_not_raw body_not_text form_malformed field_missing duplicate_header duplicate_field header_too_long "
    "signature_missing signature_malformed signature_unsupported too_many_signatures algorithm_not_allowed "
    "signature_mismatch timestamp_missing timestamp_malformed timestamp_too_old timestamp_too_new id_missing "
    "id_malformed token_missing token_mismatch url_missing method_missing body_ambiguous address_missing address_not_allowed".split()
)
CONFIG_CODES = set(
    "unknown_provider invalid_scheme missing_secret invalid_secret unknown_option invalid_option".split()
)


class Form(list):
    """A body that a framework has parsed already: pairs of field and text."""


class Repeat:
    """A large body, written as a short text and a count."""

    def __init__(self, text, count):
        self.text, self.count = text, count

    def __bytes__(self):
        return self.text.encode("utf-8") * self.count


def body_json(body):
    if isinstance(body, Form):
        return {"form": [list(pair) for pair in body]}
    if isinstance(body, Repeat):
        return {"repeat": [body.text, body.count]}
    return {"text": body} if isinstance(body, str) else {"base64": b64(body)}


class Delivery:
    """What an accepted request proves; the members that a case leaves out are null."""

    def __init__(self, variant, authentication="signature", *, id=None, signed=False, timestamp=None,
                 algorithm=None, index=0, body=None, pointers=(), show=None):
        self.variant, self.authentication, self.id, self.signed = variant, authentication, id, signed
        self.timestamp, self.algorithm, self.index = timestamp, algorithm, index
        self.body, self.pointers, self.show = body, pointers, show

    def json(self, provider, name, request_body):
        body = request_body if self.body is None else self.body
        assert not isinstance(body, Form), "a parsed form needs its authenticated body spelled out"
        raw = as_bytes(body)
        out = {
            "variant": self.variant,
            "authentication": self.authentication,
            "id": self.id,
            "idSigned": self.signed,
            "timestamp": self.timestamp,
            "algorithm": self.algorithm,
            "secretIndex": None if self.authentication == "none" else self.index,
            "dedupeKey": dedupe_key(provider, raw, name=name, pointers=self.pointers,
                                    signed_id=self.id if self.signed else None),
        }
        if self.show or (self.show is None and self.body is not None):
            out["body"] = body_json(body)
        return out


class Book:
    """The cases of one output file, with the provider and options that most of them share."""

    def __init__(self, prefix, about, provider=None, options=None):
        self.prefix, self.about = prefix, about
        self.provider, self.options = provider, options
        self.verify, self.sign, self.construct, self.ids = [], [], [], set()

    def _head(self, slug, comment, source, threats, provider, options):
        name = f"{self.prefix}/{slug}"
        assert name not in self.ids, f"{name} is used twice"
        self.ids.add(name)
        case = {"id": name, "comment": comment, "source": source}
        if threats:
            case["threats"] = sorted(set(threats))
        case["webhook"] = {
            "provider": self.provider if provider is None else provider,
            "options": self.options if options is None else options,
        }
        return case

    def case(self, slug, comment, headers, body, expect, *, now=NOW, threats=(), source="made", provider=None,
             options=None, method=None, url=None, remote=None):
        """One verify case; `expect` is a refusal's code or a Delivery."""
        case = self._head(slug, comment, source, threats, provider, options)
        request = {"headers": [list(pair) for pair in headers], "body": body_json(body)}
        for pair in request["headers"]:
            pair[1].encode("latin-1")
        if method is not None:
            request["method"] = method
        if url is not None:
            request["url"] = url
        if remote is not None:
            request["remoteAddress"] = remote
        case["request"], case["now"] = request, now
        if isinstance(expect, str):
            assert expect in VERIFY_CODES, expect
            case["expect"] = {"code": expect}
        else:
            used = case["webhook"]["provider"]
            provider_name = used if isinstance(used, str) else used["name"]
            name = case["webhook"]["options"].get("name", "")
            case["expect"] = {"delivery": expect.json(provider_name, name, body)}
        self.verify.append(case)

    def signing(self, slug, comment, body, sign_options, expect, *, threats=(), source="made", provider=None,
                options=None):
        """One sign case; `expect` is a code or (headers, body, url)."""
        case = self._head(slug, comment, source, threats, provider, options)
        case["body"], case["options"] = body_json(body), sign_options
        if isinstance(expect, str):
            assert expect in CONFIG_CODES, expect
            case["expect"] = {"code": expect}
        else:
            headers, signed_body, url = expect
            case["expect"] = {"headers": [list(p) for p in headers], "body": body_json(signed_body), "url": url}
        self.sign.append(case)

    def building(self, slug, comment, provider, options, code, *, threats=(), source="made"):
        assert code in CONFIG_CODES, code
        case = self._head(slug, comment, source, threats, provider, options)
        case["expect"] = {"code": code}
        self.construct.append(case)

    def json(self):
        out = {"about": self.about}
        for kind in ("verify", "sign", "construct"):
            if getattr(self, kind):
                out[kind] = getattr(self, kind)
        return out
