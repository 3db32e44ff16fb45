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
        for words in ([name, "--help"], ["help", name]):
            yield case(f"help of {name}: {' '.join(words)}", words, 0, stdoutPattern=[f"hookseal {name}", "Examples:"])
    yield case("help by its name", ["help"], 0, stdoutPattern=["verify", "Examples:"])
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


def misplaced():
    """A secret that was given where something else is wanted is not repeated (threat 119)."""
    secret = "whsec_3f9a71c2d8K"
    for words, exit, said in (
        ([secret], 2, "unknown command"),
        (["providers", secret], 2, "no provider"),
        (["verify", "-p", secret, "--secret-env", "SECRET"], 2, "unknown_provider"),
        ([*BY, f"--secret{secret}"], 2, "unknown option"),
        ([*BY, f"--{secret}"], 2, "unknown option"),
        ([*BY, f"-s{secret}"], 2, "unknown option"),
        ([*BY, "--sceret", secret], 2, "unknown option"),
        (["verify", "-p", "transcodely", "--secret-env", secret], 2, "variable that --secret-env names"),
        (["verify", "-p", "transcodely", "--secret-file", secret], 3, "file of --secret-file"),
        (["explain", *BY[1:], "--other-secret-env", secret], 2, "variable that --other-secret-env names"),
        (["explain", *BY[1:], "--other-secret-file", secret], 3, "file of --other-secret-file"),
        (["verify", "--scheme", secret, "--secret-env", "SECRET"], 3, "file of --scheme"),
        ([*BY, "--body", secret], 3, "file of --body"),
        (["sign", *BY[1:], "--id", "dlv_1", "--data", secret], 3, "file of --data"),
        ([*BY, "--tolerance", secret], 2, "--tolerance"),
        ([*BY, "--now", secret], 2, "--now"),
        ([*BY, "--algorithm", secret], 2, "--algorithm"),
        ([*BY, "--sender", secret], 2, "--sender"),
        ([*BY, "--header-name", secret], 2, "--header-name"),
        ([*BY, "--header", secret], 2, "--header"),
        (["sign", *BY[1:], "--variant", secret], 2, "--variant"),
        (["sign", *BY[1:], "--format", secret], 2, "--format"),
        (["sign", *BY[1:], "--form", secret], 2, "--form"),
        (["sign", *BY[1:], "--id", "dlv_1", "--algorithm", secret], 2, "--algorithm"),
        (["sign", *BY[1:], "--id", "dlv_1", "--url", secret], 2, "--url"),
        (["sign", *BY[1:], "--id", "dlv_1", "--timestamp", secret], 2, "--timestamp"),
    ):
        yield case(
            f"a secret in the wrong place: {' '.join(words).replace(secret, '*')}",
            words,
            exit,
            env={"SECRET": SECRET},
            stdout="",
            stderr=f"^hookseal: .*{said}",
            # Nor what is left of it in other words.
            silent=[secret, secret[6:]],
            threats=[119],
        )
    for what, content in (("Latin-1", b"k\xf6rper-of-a-secret"), ("UTF-16", "secret".encode("utf-16"))):
        yield case(
            f"a secret file in {what}",
            ["verify", "-p", "transcodely", "--secret-file", "secret.txt"],
            2,
            files={"secret.txt": content},
            stdout="",
            stderr="^hookseal: the secret of --secret-file is not UTF-8\n$",
        )
    for words in (["--secret-env", "SECRET"], ["--secret", "a\ufffdb"]):
        yield case(
            f"a secret of which something was lost, {words[0]}",
            ["verify", "-p", "transcodely", *words],
            2,
            env={"SECRET": "a\ufffdb"},
            stdout="",
            stderr=f"hookseal: the secret of {words[0]} is not UTF-8\n$",
        )


def mistakes():
    def wrong(name, args, stderr, **more):
        return case(name, args, 2, env={"SECRET": SECRET}, stdout="", stderr=stderr, **more)

    yield wrong("no command", [], "hookseal")
    yield wrong("another command", ["verfy"], "^hookseal: unknown command(.|\n)*verify")
    yield wrong("an option that is not known", [*BY, "--tolerence", "5"], "^hookseal: unknown option(.|\n)*--tolerance")
    yield wrong(
        "an option that is not known shows no value",
        [*BY, "--secret-en=tok_3f9a71c2d8"],
        "^hookseal: unknown option",
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
        "another provider",
        ["verify", "-p", "transcodly", "--secret-env", "SECRET"],
        r"^hookseal: unknown_provider: .*\n\(Did you mean transcodely\?\)\n$",
    )
    yield wrong(
        "another provider to describe",
        ["providers", "transcodly"],
        r"^hookseal: no provider has this name\n\(Did you mean transcodely\?\)\n$",
    )
    yield wrong(
        "a provider like none",
        ["verify", "-p", "acme", "--secret-env", "SECRET"],
        "^hookseal: unknown_provider: no provider has this name: `hookseal providers` lists them\n$",
    )
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
    for scheme in ("null", "[]", "5", '"transcodely"'):
        yield wrong(
            f"a scheme that is {scheme}",
            ["verify", "--scheme", "s.json", "--secret-env", "SECRET"],
            "^hookseal: s\\.json holds no scheme",
            files={"s.json": scheme},
        )
    for token in ("null", "5", '{"header":5}', '{"urlParameter":[]}', '{"header":null}'):
        for words in (["verify"], ["sign"]):
            yield wrong(
                f"{words[0]}: a scheme with the token {token}",
                [*words, "--scheme", "s.json", "--secret-env", "SECRET"],
                "^hookseal: invalid_scheme: `token",
                files={"s.json": f'{{"name":"a","token":{token}}}'},
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
    yield wrong("a clock in milliseconds", [*BY, "--now", f"{NOW}000"], "^hookseal: .*--now")
    yield wrong("a tolerance that is too long", [*BY, "--tolerance", "86401"], "^hookseal: .*--tolerance")
    yield wrong("a tolerance that is no number", [*BY, "--tolerance", "1.5"], "^hookseal: .*--tolerance")
    yield wrong(
        "a token's header without a name",
        ["verify", "-p", "assemblyai", "--secret-env", "SECRET"],
        "^hookseal: invalid_option: --header-name is needed",
    )
    yield wrong(
        "a token's parameter without a name",
        ["verify", "-p", "connect", "--secret-env", "SECRET"],
        "^hookseal: invalid_option: --url-parameter is needed",
    )
    yield wrong("signing without an id", ["sign", *BY[1:], "--data", "-"], "^hookseal: invalid_option: --id is needed")
    yield wrong(
        "signing a URL without it",
        ["sign", "-p", "connect", "--url-parameter", "token", "--secret-env", "SECRET"],
        "^hookseal: invalid_option: --url is needed",
    )
    yield wrong("an option that does not fit", [*BY, "--header-name", "X-A"], "^hookseal: .*--header-name")
    yield case(
        "a secret file that is not there",
        ["verify", "-p", "transcodely", "--secret-file", "none"],
        3,
        stdout="",
        stderr="^hookseal: cannot read the file of --secret-file: no such file or folder\n$",
    )
    yield from misplaced()
    yield case(
        "a scheme that is not there",
        ["verify", "--scheme", "none.json", "--secret-env", "SECRET"],
        3,
        stdout="",
        env={"SECRET": SECRET},
        stderr="^hookseal: cannot read the file of --scheme: no such file or folder\n$",
    )
