"""Keys for programs: made and revoked by the host, as many as somebody can look after."""

from opennight.night.api_keys import (
    MOST,
    ApiKeyGivenBack,
    ApiKeyMade,
    ApiKeyRevoked,
    MakeApiKey,
    RevokeApiKey,
    open_keys,
)
from opennight.night.undo import StepUndone
from tests.cast import a_night, happened, host, take_back


def test_a_key_and_its_end() -> None:
    story = a_night().when(host(MakeApiKey, name=" A  researcher "))
    story.then(happened(ApiKeyMade, key=1, name="A researcher"))
    assert [key.name for key in open_keys(story.night)] == ["A researcher"]
    story.when(host(RevokeApiKey, no=1)).then(happened(ApiKeyRevoked, key=1))
    assert open_keys(story.night) == []
    story.when(host(RevokeApiKey, no=1)).then()
    story.when(take_back(story.night))
    assert [type(event) for event in story.events] == [StepUndone, ApiKeyGivenBack]
    assert [key.no for key in open_keys(story.night)] == [1]


def test_what_is_no_key() -> None:
    a_night().when(host(MakeApiKey, name=" ")).then_refused("bad", "write something", field="name")
    a_night().when(host(MakeApiKey, name="x" * 41)).then_refused("bad", "Too long", field="name")
    a_night().when(host(RevokeApiKey, no=1)).then_refused("missing", "no such key")


def test_too_many() -> None:
    story = a_night().given(*(host(MakeApiKey, name=f"Key {no}") for no in range(MOST)))
    story.when(host(MakeApiKey, name="One more")).then_refused("quota", "Revoke one first")
