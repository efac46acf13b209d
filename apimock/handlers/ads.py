"""Advertisements: rewarded videos and interstitials, which load, show and close, or do not come."""

from __future__ import annotations

from apimock.asking import Answer, Choice
from apimock.context import Context
from apimock.registry import handles
from apimock.remote import RemoteObject, answer_made, made, meant

_NONE = {"errCode": 1004, "errMsg": "no advertisement"}
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
            self.tell("error", _NONE)


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
        context.fail(str(_NONE["errMsg"]), code=1004)


@handles("RewardedVideoAd.show", "InterstitialAd.show", note=_NOTE)
def show(context: Context) -> None:
    """Show what was loaded; closing it tells whether it was watched to the end."""
    ad = _ad(context)
    if not ad.loaded:
        context.fail(str(_NONE["errMsg"]), code=1004)
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
