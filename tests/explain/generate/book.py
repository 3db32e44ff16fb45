"""Collects the cases of one file, refuses one that is named twice, and writes each on lines of its own."""

import json

from .delivery import text_json

MEMBERS = ("proved", "observed", "hints", "never")


class Book:
    def __init__(self, about):
        self.about, self.cases, self.names = about, [], set()

    def add(self, name, comment, delivery, refusal, *, proved=(), observed=(), hints=(), never=()):
        assert name not in self.names, f"{name} is used twice"
        self.names.add(name)
        if refusal is None:
            assert not proved and not observed, f"{name} is accepted"
        elif proved:
            # A cause that is proved leaves no doubt about the secret.
            never = {*never, "secret_wrong"}
        expect = {"refusal": refusal} | dict(zip(MEMBERS, map(sorted, map(set, (proved, observed, hints, never)))))
        for _, value in delivery.headers:
            if isinstance(value, str):
                value.encode("latin-1")
        self.cases.append(
            {
                "name": name,
                "comment": comment,
                "provider": delivery.provider,
                "options": delivery.options,
                "otherSecrets": list(delivery.others),
                "body": delivery.body_json(),
                "headers": [[header, text_json(value)] for header, value in delivery.headers],
                **({} if delivery.method is None else {"method": delivery.method}),
                "url": delivery.url,
                "remoteAddress": delivery.remote,
                "now": delivery.now,
                "expect": expect,
                "silent": delivery.silent(),
            }
        )

    def render(self):
        cases = ",\n".join(case_text(case) for case in self.cases)
        return f'{{\n "about": {line(self.about)},\n "cases": [\n{cases}\n ]\n}}\n'


def case_text(case):
    return "  {\n" + ",\n".join(f"   {line(key)}: {line(value)}" for key, value in case.items()) + "\n  }"


def line(value):
    return json.dumps(value, ensure_ascii=True, separators=(", ", ": "))
