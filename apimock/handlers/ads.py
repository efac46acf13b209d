"""Advertisements: rewarded videos and interstitials, which load, show and close, or do not come."""

from __future__ import annotations

from apimock.asking import Answer, Choice
from apimock.context import Context
from apimock.registry import handles
from apimock.remote import RemoteObject, answer_made, made, meant

_ERRORS = {
    1000: "backend error",
    1001: "parameter error",
    1002: "invalid advertising unit",
    1003: "internal error",
    1004: "no advertisement",
    1005: "the component is in review",
    1006: "the component was rejected",
    1007: "the component is banned",
    1008: "the advertising unit is closed",
}
"""errCode of onError by number, in words of our own."""
_NOTE = "no picture is shown; whether one comes is set on the phone"


class Ad(RemoteObject):
    """One advertisement of the app."""

    loaded = False

    def load(self) -> None:
        """Fetch it, if the phone has one to give."""
        self.loaded = self.phone.device.apps.ads
        if self.loaded:
            self.tell("load")
        else:
            self.tell("error", self.trouble())

    def trouble(self) -> dict[str, object]:
        """Why there is no advertisement."""
        code = self.phone.device.apps.ad_error
        return {"errCode": code, "errMsg": _ERRORS.get(code, _ERRORS[1004])}


class Rewarded(Ad):
    """A video the person may watch to its end."""


class Interstitial(Ad):
    """A picture over the page."""


@handles("createRewardedVideoAd", "createInterstitialAd", note=_NOTE)
def create_ad(context: Context) -> None:
    """A new advertisement, which loads by itself."""
    rewarded = context.name == "createRewardedVideoAd"
    ad = made(context, Rewarded if rewarded else Interstitial)
    answer_made(context, ad, "RewardedVideoAd" if rewarded else "InterstitialAd")
    context.clock.later(0, ad.load)


def _fails(context: Context, ad: Ad) -> None:
    code = context.device.apps.ad_error
    context.fail(str(ad.trouble()["errMsg"]), code=code)


def _ad(context: Context) -> Ad:
    return meant(context, Rewarded if context.name.startswith("Rewarded") else Interstitial)


@handles("RewardedVideoAd.load", "InterstitialAd.load", note=_NOTE)
def load(context: Context) -> None:
    """Fetch the advertisement anew."""
    ad = _ad(context)
    ad.load()
    if ad.loaded:
        context.ok()
    else:
        _fails(context, ad)


@handles("RewardedVideoAd.show", "InterstitialAd.show", note=_NOTE)
def show(context: Context) -> None:
    """Show what was loaded; closing it tells whether it was watched to the end."""
    ad = _ad(context)
    if not ad.loaded:
        _fails(context, ad)
        return
    rewarded = isinstance(ad, Rewarded)
    context.ok()

    def done(answer: Answer) -> None:
        ad.loaded = False
        ad.tell("close", {"isEnded": answer.choice == "watched"} if rewarded else {})

    choices = (Choice("watched", "Watched to the end"), Choice("closed", "Closed early"))
    context.phone.asking.ask(
        "advertisement", context.name, choices, done, default=Answer("watched")
    )


@handles("RewardedVideoAd.destroy", "InterstitialAd.destroy")
def destroy(context: Context) -> None:
    """Forget the advertisement."""
    context.phone.objects.pop(context.call.target, None)
    context.ok()
