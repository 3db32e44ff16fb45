"""Usage: help, the version, and mistakes in the words."""

from case import NOW, case

SECRET = "whsec_your_signing_secret"
PROVIDERS = {
    "transloadit": "Transloadit",
    "transcodely": "Transcodely",
    "assemblyai": "AssemblyAI",
    "connect": "Connect",
    "standard-webhooks": "Standard Webhooks",
}
BY = ["verify", "-p", "transcodely", "--secret-env", "SECRET"]


def cases():
    return [*answers(), *mistakes()]


def answers():
    yield case("the version", ["--version"], 0, stdoutPattern=[r"^\d+\.\d+\.\d+\n$"])
    yield case("help", ["--help"], 0, stdoutPattern=["verify", "explain", "sign", "providers", "Examples:"])
    for name in ("verify", "explain", "sign", "providers"):
        yield case(f"help of {name}", [name, "--help"], 0, stdoutPattern=[f"hookseal {name}", "Examples:"])
    width = max(map(len, PROVIDERS)) + 2
    yield case(
        "the providers",
        ["providers"],
        0,
        stdout="".join(f"{name:<{width}}{PROVIDERS[name]}\n" for name in sorted(PROVIDERS)),
    )
    yield case(
        "the providers as JSON",
        ["providers", "--json"],
        0,
        stdoutPattern=[r'^\{"assemblyai":\{"defaultVariant":"header",.*\}\}\n$'],
    )
    for name, title in PROVIDERS.items():
        yield case(
            f"the provider {name}",
            ["providers", name],
            0,
            stdoutPattern=[rf"^{title} \({name}\)$", "^variant ", "^  acknowledge  ", "^  source "],
        )
        yield case(
            f"the provider {name} as JSON",
            ["providers", name, "--json"],
            0,
            stdoutPattern=[rf'^\{{"defaultVariant":.*"name":"{name}",.*\}}\n$'],
        )


def mistakes():
    def wrong(name, args, stderr, **more):
        return case(name, args, 2, env={"SECRET": SECRET}, stdout="", stderr=stderr, **more)

    yield wrong("no command", [], "hookseal")
    yield wrong("another command", ["verfy"], "verfy")
    yield wrong("an option that is not known", [*BY, "--tolerence", "5"], "^hookseal: .*--tolerence(.|\n)*--tolerance")
    yield wrong(
        "an option that is not known shows no value",
        [*BY, "--secret-en=tok_3f9a71c2d8"],
        "^hookseal: .*--secret-en",
        silent=["tok_3f9a71c2d8"],
        threats=[119],
    )
    yield wrong(
        "a word too many shows nothing",
        [*BY, "tok_3f9a71c2d8"],
        "^hookseal: ",
        silent=["tok_3f9a71c2d8"],
        threats=[119],
    )
    yield wrong("an option without its value", [*BY, "--header"], "^hookseal: .*--header")
    yield wrong("neither provider nor scheme", ["verify", "--secret-env", "SECRET"], "^hookseal: .*--provider")
    yield wrong(
        "both provider and scheme", [*BY, "--scheme", "s.json"], "^hookseal: .*--provider", files={"s.json": "{}"}
    )
    yield wrong(
        "another provider", ["verify", "-p", "transcodly", "--secret-env", "SECRET"], "^hookseal: unknown_provider: "
    )
    yield wrong("another provider to describe", ["providers", "transcodly"], "^hookseal: .*provider")
    yield wrong(
        "a scheme that is no JSON",
        ["verify", "--scheme", "s.json", "--secret-env", "SECRET"],
        "^hookseal: .*s\\.json",
        files={"s.json": "{"},
    )
    yield wrong(
        "a scheme that is none",
        ["verify", "--scheme", "s.json", "--secret-env", "SECRET"],
        "^hookseal: .*scheme",
        files={"s.json": "{}"},
    )
    yield wrong(
        "a header without colon",
        [*BY, "-H", "tok_3f9a71c2d8"],
        "^hookseal: .*--header",
        silent=["tok_3f9a71c2d8"],
        threats=[119],
    )
    yield wrong(
        "a header without name", [*BY, "-H", ": tok_3f9a71c2d8"], "^hookseal: .*--header", silent=["tok_3f9a71c2d8"]
    )
    yield wrong(
        "a header whose name is no token",
        [*BY, "-H", "a b: tok_3f9a71c2d8"],
        "^hookseal: .*--header",
        silent=["tok_3f9a71c2d8"],
    )
    yield wrong("a clock that is no number", [*BY, "--now", "noon"], "^hookseal: .*--now")
    yield wrong("a clock in milliseconds", [*BY, "--now", f"{NOW}000"], "^hookseal: .*`now`")
    yield wrong("a tolerance that is too long", [*BY, "--tolerance", "86401"], "^hookseal: .*`tolerance`")
    yield wrong("a tolerance that is no number", [*BY, "--tolerance", "1.5"], "^hookseal: .*--tolerance")
    yield wrong(
        "a token's header without a name",
        ["verify", "-p", "assemblyai", "--secret-env", "SECRET"],
        "^hookseal: .*`header`",
    )
    yield wrong("an option that does not fit", [*BY, "--header-name", "X-A"], "^hookseal: .*`header`")
    yield case(
        "a secret file that is not there",
        ["verify", "-p", "transcodely", "--secret-file", "none"],
        3,
        stdout="",
        stderr="^hookseal: cannot read none: ",
    )
    yield case(
        "a scheme that is not there",
        ["verify", "--scheme", "none.json", "--secret-env", "SECRET"],
        3,
        stdout="",
        env={"SECRET": SECRET},
        stderr="^hookseal: cannot read none\\.json: ",
    )
