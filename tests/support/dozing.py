"""A statistic that makes a point slow and costs no processor time."""

import time


def doze(run):
    time.sleep(0.05)
    return {}
