#!/usr/bin/env bash
# The older name of `haios up`.
exec "$(dirname "${BASH_SOURCE[0]}")/haios" up "$@"
