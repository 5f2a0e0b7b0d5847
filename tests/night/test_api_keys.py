"""Keys for programs: made and revoked by the host, as many as somebody can look after."""

from opennight.night import api_keys
from opennight.night.api_keys import (
    MOST,
    ApiKeyGivenBack,
    ApiKeyMade,
    ApiKeyRevoked,
    ApiKeyUsed,
    MakeApiKey,
    RevokeApiKey,
    UseApiKey,
    open_keys,
)
from opennight.night.nights import RenewDeskKey
from opennight.night.undo import StepUndone
from tests.cast import a_night, happened, host, system, take_back

KEY = "0" * 64


def test_a_key_and_its_end() -> None:
    story = a_night().when(host(MakeApiKey, name=" A  researcher ", hash=KEY))
    story.then(happened(ApiKeyMade, key=1, name="A researcher", hash=KEY))
    assert [key.name for key in open_keys(story.night)] == ["A researcher"]
    story.when(host(RevokeApiKey, no=1)).then(happened(ApiKeyRevoked, key=1))
    assert open_keys(story.night) == []
    story.when(host(RevokeApiKey, no=1)).then()
    story.when(take_back(story.night))
    assert [type(event) for event in story.events] == [StepUndone, ApiKeyGivenBack]
    assert [key.no for key in open_keys(story.night)] == [1]


def test_what_is_no_key() -> None:
    a_night().when(host(MakeApiKey, name=" ", hash=KEY)).then_refused("bad", "write something", field="name")
    a_night().when(host(MakeApiKey, name="x" * 41, hash=KEY)).then_refused("bad", "Too long", field="name")
    a_night().when(host(RevokeApiKey, no=1)).then_refused("missing", "no such key")


def test_one_that_is_no_hash() -> None:
    """A key itself must not come into the log."""
    a_night().when(host(MakeApiKey, name="A researcher", hash="on-abc")).then_refused("bad", "not the hash")


def test_its_last_use_is_noted_once_a_day() -> None:
    story = a_night().given(host(MakeApiKey, name="A researcher", hash=KEY))
    story.when(system(UseApiKey, no=1, day="2026-11-22")).then(happened(ApiKeyUsed, key=1, day="2026-11-22"))
    for day in ("2026-11-22", "2026-11-21"):
        story.when(system(UseApiKey, no=1, day=day)).then()
    story.given(system(UseApiKey, no=1, day="2026-11-23"))
    assert [key.used for key in open_keys(story.night)] == ["2026-11-23"]
    story.when(system(UseApiKey, no=2, day="2026-11-23")).then_refused("missing", "no such key")


def test_a_new_desk_link_ends_them_and_one_from_before_opens_nothing() -> None:
    story = a_night().given(host(MakeApiKey, name="A researcher", hash=KEY))
    assert open_keys(story.given(host(RenewDeskKey)).night) == []
    story.given(host(MakeApiKey, name="Another", hash=KEY))
    assert [key.no for key in open_keys(story.night)] == [2]
    old = a_night().night
    api_keys.made(old, ApiKeyMade(key=1, name="A researcher"))
    assert open_keys(old) == []


def test_too_many() -> None:
    story = a_night().given(*(host(MakeApiKey, name=f"Key {no}", hash=KEY) for no in range(MOST)))
    story.when(host(MakeApiKey, name="One more", hash=KEY)).then_refused("quota", "Revoke one first")
