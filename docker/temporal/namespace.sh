#!/bin/sh
# Makes the namespace that Mayday works in, unless it is there. TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE say where and which.
set -eu
temporal operator cluster health
temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
