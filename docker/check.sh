#!/bin/bash
# Checks docker/Dockerfile where no Docker engine is: carries out each of its steps in plain directories, then runs the image
# as compose.yaml would (read-only root, no root user, volumes) and trains the quickstart in it.
#
#   sudo docker/check.sh [WORK_FOLDER]
#
#   BASE   a root file system of Debian or Ubuntu (default: made by debootstrap in WORK_FOLDER)
#   JDK    a JDK of version 17 with jmods, put where eclipse-temurin has it (default: JAVA_HOME, else that of javac)
#   M2     a Maven repository, as a cache of downloads (default: ~/.m2)
#   CONFIG what to train (default: configs/quickstart.yaml)
#
# Needs root, debootstrap, unshare, chroot, python3. Exit status 0: every step and the training went well.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
context=$(dirname "$here")
work=${1:-$(mktemp -d)}
jdk=${JDK:-${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}}
m2=${M2:-$HOME/.m2}
config=${CONFIG:-configs/quickstart.yaml}
base=${BASE:-$work/base}
java_home=/opt/java/openjdk

step() { printf '\n== %s\n' "$*"; }
fail() { printf 'check.sh: %s\n' "$*" >&2; exit 1; }

[ "$(id -u)" = 0 ] || fail "expected to run as root, which chroot and mounting need"
mkdir -p "$work"
if [ ! -x "$base/bin/sh" ]; then
    step "debootstrap into $base"
    debootstrap --variant=minbase --include=ca-certificates,curl bookworm "$base" >"$work/debootstrap.log"
fi

# The images eclipse-temurin:17-jdk and :17-jre, as far as they matter here.
temurin() {
    step "base image $1"
    mkdir -p "$2"
    cp -a --reflink=auto "$base/." "$2"
    mkdir -p "$2$(dirname $java_home)"
    case $1 in
        *jdk*)
            # Debian's JDK links to files in /etc, and to sources that may not be installed.
            mkdir "$2$java_home"
            tar -C "$jdk" --exclude=src.zip -ch . | tar -C "$2$java_home" -x
            ;;
        *) "$jdk/bin/jlink" --no-header-files --no-man-pages --output "$2$java_home" --add-modules \
            java.se,jdk.unsupported,jdk.management,jdk.localedata,jdk.charsets,jdk.crypto.ec,jdk.httpserver,jdk.zipfs ;;
    esac
    cp -L /etc/resolv.conf "$2/etc/resolv.conf"
    mkdir -p "$2/proc" "$2/dev" "$2/tmp"
}

# Runs a command in a root as a step of RUN does.
run_in() {
    local root=$1 folder=$2 command=$3
    mkdir -p "$root/root/.m2"
    unshare --mount --pid --fork --kill-child /bin/bash -ec '
        root=$1 folder=$2 command=$3 m2=$4; shift 4
        mount --bind "$m2" "$root/root/.m2"
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        exec chroot "$root" /usr/bin/env -i HOME=/root "$@" /bin/sh -c "cd \"$folder\" && $command"
    ' run "$root" "$folder" "$command" "$m2" "${environment[@]}"
}

# Substitutes the build arguments.
expand() {
    local text=$1 name
    for name in "${!arguments[@]}"; do
        text=${text//\$\{$name\}/${arguments[$name]}}
    done
    printf '%s' "$text"
}

declare -A arguments stages
environment=()
root='' folder=/ user=root entrypoint='' health=''
number=0
while IFS= read -r line; do
    instruction=${line%% *}
    rest=$(expand "${line#* }")
    case $instruction in
        ARG) arguments[${rest%%=*}]=${rest#*=} ;;
        FROM)
            image=${rest%% *}
            root=$work/stage$number
            number=$((number + 1))
            rm -rf "$root"
            temurin "$image" "$root"
            [[ $rest == *' AS '* ]] && stages[${rest##* AS }]=$root
            environment=("JAVA_HOME=$java_home" "LANG=C.UTF-8" "LC_ALL=C.UTF-8"
                "PATH=$java_home/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
            folder=/ user=root
            ;;
        WORKDIR) folder=$rest; mkdir -p "$root$folder" ;;
        COPY)
            step "COPY $rest"
            from=$context
            if [[ $rest == --from=* ]]; then
                stage=${rest%% *}
                from=${stages[${stage#--from=}]}
                rest=${rest#* }
            fi
            read -r source target <<<"$rest"
            [[ $target == /* ]] || target=$folder/$target
            if [ "$from" = "$context" ] && [ "$source" = . ]; then
                mkdir -p "$root$target"
                # .dockerignore names things of the top level, and target everywhere.
                ls -A "$context" | grep -vxF -f "$context/.dockerignore" |
                    tar -C "$context" --exclude=target -c -T - | tar -C "$root$target" -x
            elif [ -d "$from$source" ]; then
                mkdir -p "$root$target"
                cp -a "$from$source/." "$root$target"
            else
                mkdir -p "$root$(dirname "$target")"
                cp -a "$from$source" "$root$target"
            fi
            ;;
        RUN) step "RUN $rest"; run_in "$root" "$folder" "$rest" ;;
        ENV)
            while read -r assignment; do
                environment+=("$assignment")
            done < <(python3 -c 'import shlex, sys; print("\n".join(shlex.split(sys.argv[1])))' "$rest")
            ;;
        USER) user=$rest ;;
        ENTRYPOINT) entrypoint=$(python3 -c 'import json, sys; print(" ".join(json.loads(sys.argv[1])))' "$rest") ;;
        HEALTHCHECK) health=$(python3 -c 'import json, sys; print(" ".join(json.loads(sys.argv[1])))' "${rest#*CMD }") ;;
        CMD | VOLUME | STOPSIGNAL) ;;
        *) fail "unknown instruction $instruction" ;;
    esac
done < <(sed -e '/^[[:space:]]*#/d' -e '/^$/d' "$here/Dockerfile" | sed -e ':a' -e '/\\$/N; s/\\\n *//; ta')

# Runs a command in the finished image: its user, a read-only root, a temporary /tmp, volumes for data and runs.
mkdir -p "$work/runs" "$work/data"
uid=$(chroot "$root" id -u "$user")
chown "$uid" "$work/runs" "$work/data"
# exec throughout, so that a signal reaches the Java process itself.
in_image() {
    exec unshare --mount /bin/bash -ec '
        root=$1 work=$2 uid=$3; shift 3
        mount --bind "$root" "$root"
        mount -t proc proc "$root/proc"
        mount --bind /dev "$root/dev"
        mount -t tmpfs tmpfs "$root/tmp"
        mount --bind "$work/runs" "$root/work/runs"
        mount --bind "$work/data" "$root/work/data"
        mount -o remount,ro,bind "$root"
        exec chroot --userspec="$uid:$uid" "$root" /usr/bin/env -i HOME=/tmp "$@"
    ' image "$root" "$work" "$uid" "${environment[@]}" /bin/sh -c 'cd /work && exec "$@"' sh "$@"
}

step "the root is read-only, the user is $user ($uid)"
(in_image /bin/sh -c 'id -u; if touch /opt/seq4j/x 2>/dev/null; then echo "the root can be written"; exit 1; fi; touch runs/x && rm runs/x')

step "HEALTHCHECK $health"
# shellcheck disable=SC2086  # a list of words without spaces in them
(in_image $health)

step "SIGTERM during a training"
# shellcheck disable=SC2086
(in_image $entrypoint train "$config" run_dir=runs/stopped training.max_duration=10Mu training.validate_every=10Mu --force) \
    2>"$work/stopped.log" &
child=$!
for _ in $(seq 240); do
    [ -s "$work/runs/stopped/metrics.jsonl" ] && break
    sleep 1
done
[ -s "$work/runs/stopped/metrics.jsonl" ] || { cat "$work/stopped.log"; fail "the training did not begin"; }
kill -TERM "$child"
status=0
wait "$child" || status=$?
tail -n 3 "$work/stopped.log"
[ "$status" = 143 ] || fail "expected exit status 143 after SIGTERM, found $status"
ls "$work/runs/stopped/checkpoints"

step "ENTRYPOINT $entrypoint train $config"
# shellcheck disable=SC2086
(in_image $entrypoint train "$config" run_dir=runs/trained --force)
# shellcheck disable=SC2086
(in_image $entrypoint evaluate runs/trained --split test)
step "all steps of docker/Dockerfile and the training went well"
