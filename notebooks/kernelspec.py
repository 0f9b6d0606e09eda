"""Writes the kernel specification: kernelspec.py JAVA KERNEL_JAR CLASS_PATH FILE."""

import json
import subprocess
import sys
from pathlib import Path

java, jar, class_path, target = sys.argv[1:]
# 'openjdk version "17.0.15" 2025-04-15'
version = subprocess.run([java, "-version"], capture_output=True, text=True, check=True).stderr.split('"')[1]
options = [
    "-XX:MaxRAMPercentage=25",
    "-Dorg.bytedeco.javacpp.maxbytes=150%",
    "-Dorg.bytedeco.javacpp.maxphysicalbytes=300%",
    "-Dorg.bytedeco.javacpp.logger=slf4j",
    "-Dorg.nd4j.log.initialization=false",
    "-Dfile.encoding=UTF-8",
    "-Djava.awt.headless=true",
    f"-Dlogback.configurationFile={Path(__file__).resolve().parent / 'logback.xml'}",
]
if int(version.split(".")[0]) >= 24:
    options += ["--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"]
specification = {
    "argv": [java, *options, "-jar", jar, "{connection_file}"],
    "display_name": "Java",
    "language": "java",
    "interrupt_mode": "message",
    "env": {
        "RJK_CLASSPATH": class_path,
        "RJK_COMPILER_OPTIONS": "",
        "RJK_INIT_SCRIPT": "",
        "RJK_TIMEOUT_MILLIS": "-1",
    },
}
Path(target).write_text(json.dumps(specification, indent=2) + "\n", encoding="utf-8")
