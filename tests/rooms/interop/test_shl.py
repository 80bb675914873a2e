"""SMART Health Links: what another implementation reads of ours (jwcrypto), and the form of the link."""

import base64
import json

import pytest
from jwcrypto.jwe import JWE
from jwcrypto.jwk import JWK

from backend.rooms.interop.shl import FHIR_JSON, key_of, link, sealed

TOKEN = "Y9xwkUdtmN9wwoJoN3ffJIhX2UGvCL1JnlPVNL3kDWM"
URL = f"https://cs3.example.org/shl/{TOKEN}"


def unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_the_link_says_where_and_by_which_key():
    written = link(URL, TOKEN, flag="L")
    assert written.startswith("shlink:/ey")
    payload = json.loads(unpadded(written.removeprefix("shlink:/")))
    assert payload == {"url": URL, "key": payload["key"], "flag": "L"}
    assert (len(payload["key"]), unpadded(payload["key"])) == (43, key_of(TOKEN))
    assert "=" not in written
    with pytest.raises(ValueError, match="128"):
        link(URL + "x" * 128, TOKEN, flag="L")


def test_another_implementation_reads_the_file():
    content = json.dumps({"resourceType": "Bundle", "name": "Théo"}).encode() * 40
    written = sealed(content, key_of(TOKEN))
    assert written.split(".")[1] == ""
    jwe = JWE()
    jwe.deserialize(written, JWK(kty="oct", k=base64.urlsafe_b64encode(key_of(TOKEN)).decode().rstrip("=")))
    assert jwe.payload == content
    assert json.loads(jwe.objects["protected"]) == {
        "alg": "dir",
        "enc": "A256GCM",
        "zip": "DEF",
        "cty": FHIR_JSON,
    }
    assert len(written) < len(content)


def test_no_two_files_share_an_iv():
    written = {sealed(b"{}", key_of(TOKEN)) for _ in range(50)}
    assert len({one.split(".")[2] for one in written}) == 50


def test_a_key_that_is_not_the_link_s_opens_nothing():
    written = sealed(b"{}", key_of(TOKEN))
    other = JWK(kty="oct", k=base64.urlsafe_b64encode(key_of(TOKEN[::-1])).decode().rstrip("="))
    with pytest.raises(Exception, match="InvalidTag"):
        JWE().deserialize(written, other)
