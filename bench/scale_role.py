"""`monitor run --role ...` as the test of several machines runs it: the same program, whose Slack stands at SCALE_SLACK."""

import os

from monitor.cli import main
from monitor.notify import slack_receiver

slack_receiver.API = os.environ["SCALE_SLACK"]
main()
