#!/usr/bin/env bash
# Builds and tests the examples against seq4j as it stands, as someone who has installed it does. What is installed goes to
# build/m2, beside Maven's own repository, which stays as it is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

home=${MAVEN_USER_HOME:-$HOME/.m2}
maven() { ./mvnw --batch-mode --no-transfer-progress --quiet \
    -Dmaven.repo.local="$PWD/build/m2" -Dmaven.repo.local.tail="$home/repository" "$@"; }

maven -Pfast -DskipTests -Dseq4j.build=../../build/examples -pl modules/seq4j-models,modules/seq4j-data -am install
maven -f examples/pom.xml verify
