#!/bin/sh
# Debian's Chromium for the tests in a browser, where it is missing and can be installed; without it they are skipped, and say so.
command -v chromium >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	echo "installing chromium for the tests in a browser"
	apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
fi
echo "chromium is not installed and cannot be installed here: the tests in a browser will be skipped"
