#!/usr/bin/env bash
# Asks this container's Steward whether it is ready; needs nothing but bash.
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/${STEWARD_PORT:-8080}"
printf 'GET /actuator/health/readiness HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 4 _ status _ <&3
[[ "$status" == 200 ]]
