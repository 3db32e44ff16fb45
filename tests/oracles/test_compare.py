"""Controls of compare.py: what it must notice is made to happen, and it must be quiet otherwise."""

import unittest

from compare import LEAST, compare, title

ORACLE = {"oracle": "npm example", "version": "1.0.0"}
LISTED = {**ORACLE, "class": "odd", "ours": "id_malformed", "theirs": "accepted"}


def request(number, classes=(), genuine=None):
    return {
        "number": number, "classes": list(classes), "genuine": genuine,
        "secrets": [], "headers": [], "signature": None, "body": "",
    }  # fmt: skip


def pair(number, ours, theirs, signer="generator", **other):
    return {**ORACLE, "number": number, "signer": signer, "ours": ours, "theirs": theirs, **other}


class Controls(unittest.TestCase):
    def setUp(self):
        """Enough that agrees, and one difference that is listed."""
        half = LEAST["pairs"]
        self.requests = {0: request(0, ["odd"]), **{number: request(number, genuine={}) for number in range(1, half)}}
        self.requests.update({number: request(number) for number in range(half, 2 * half)})
        self.pairs = [pair(0, "id_malformed", "accepted")]
        self.pairs += [pair(number, "accepted", "accepted") for number in range(1, half)]
        self.pairs += [pair(number, "signature_mismatch", "refused") for number in range(half, 2 * half)]

    def faults(self, listed=(LISTED,)):
        return compare(self.requests, self.pairs, list(listed))[title(ORACLE)]

    def assertOneFault(self, text, **arguments):
        faults = self.faults(**arguments)
        self.assertEqual(len(faults), 1, faults)
        self.assertIn(text, faults[0])

    def test_quiet_if_all_is_as_listed(self):
        self.assertEqual(self.faults(), [])

    def test_falsified_acceptance_of_the_oracle(self):
        self.pairs[-1]["theirs"] = "accepted"
        self.assertOneFault("hookseal signature_mismatch, oracle accepted")

    def test_falsified_refusal_of_the_oracle(self):
        self.pairs[1]["theirs"] = "refused"
        self.assertOneFault("hookseal accepted, oracle refused")

    def test_falsified_verdict_of_hookseal(self):
        self.pairs[-1]["ours"] = "accepted"
        self.assertOneFault("hookseal accepted, oracle refused")

    def test_other_code_than_listed(self):
        self.pairs.append(pair(0, "internal_error", "accepted"))
        self.assertOneFault("hookseal internal_error")

    def test_other_bytes_accepted(self):
        self.pairs[-1].update(ours="accepted other bytes", theirs="accepted")
        self.assertOneFault("accepted other bytes")

    def test_genuine_request_refused_by_both(self):
        self.pairs[1].update(ours="signature_mismatch", theirs="refused")
        self.assertOneFault("genuine, but")

    def test_request_outside_the_class(self):
        self.pairs.append(pair(2000 - 1, "id_malformed", "accepted"))
        self.assertOneFault("hookseal id_malformed")

    def test_other_version_than_listed(self):
        self.pairs[0]["version"] = "1.0.1"
        faults = compare(self.requests, self.pairs, [LISTED])
        self.assertIn("listed but never", faults[title(ORACLE)][0])
        self.assertTrue(any("hookseal id_malformed" in fault for fault in faults["npm example 1.0.1"]))

    def test_stale_entry(self):
        self.assertOneFault("listed but never", listed=[LISTED, {**LISTED, "class": "never"}])

    def test_entry_that_another_one_covers(self):
        self.requests[0]["classes"] = ["odd", "also odd"]
        faults = self.faults(listed=[LISTED, {**LISTED, "class": "also odd"}])
        self.assertEqual(len(faults), 2, faults)

    def test_too_little_compared(self):
        self.pairs = self.pairs[:10]
        self.assertIn("only 10 pairs", self.faults()[0])


class Reporting(unittest.TestResult):
    def stopTestRun(self):
        for case, trace in self.failures + self.errors:
            print(f"{case}\n{trace}")
        failed = len(self.failures) + len(self.errors)
        print(f"controls of the comparison: {self.testsRun - failed} passed, {failed} failed")


if __name__ == "__main__":
    result = Reporting()
    result.startTestRun()
    unittest.defaultTestLoader.loadTestsFromTestCase(Controls).run(result)
    result.stopTestRun()
    raise SystemExit(0 if result.testsRun and result.wasSuccessful() else 1)
