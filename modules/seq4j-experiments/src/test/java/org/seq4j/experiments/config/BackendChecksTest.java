package org.seq4j.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seq4j.backend.BackendProfile;
import org.seq4j.backend.Blas;
import org.seq4j.backend.Engine;
import org.seq4j.backend.MemoryLimits;
import org.seq4j.backend.MemorySize;
import org.seq4j.backend.ThreadLimits;

class BackendChecksTest {
    @TempDir
    private Path folder;

    @Test
    void everyKeyOfTheProcessorReachesTheBackend() {
        assertThat(backend("{engine: cpu, blas: mkl, threads: {openmp: 3, blas: 2, decode: 1}, memory: {heap: 4g,"
                                + " maxbytes: 6g, maxphysicalbytes: 12g}, deterministic: true}")
                        .profile())
                .isEqualTo(new BackendProfile(
                        Engine.CPU,
                        Blas.MKL,
                        List.of(),
                        new ThreadLimits(3, 2),
                        new MemoryLimits(MemorySize.parse("4g"), MemorySize.parse("6g"), MemorySize.parse("12g"), null),
                        true));
    }

    @Test
    void everyKeyOfTheGpuReachesTheBackend() {
        assertThat(backend("{engine: cuda, devices: [1], threads: 2, memory: {device_cache: 256m}}")
                        .profile())
                .isEqualTo(new BackendProfile(
                        Engine.CUDA,
                        Blas.OPENBLAS,
                        List.of(1),
                        ThreadLimits.of(2),
                        new MemoryLimits(null, null, null, MemorySize.parse("256m")),
                        false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{engine: cuda, blas: mkl} | backend.blas: only with engine: cpu, which is cuda here",
                "{devices: [0]} | backend.devices: only with engine: cuda, which is cpu here",
                "{memory: {device_cache: 1g}} | backend.memory.device_cache: only with backend.engine: cuda",
                "{engine: cuda, devices: [0, 1]} | one model trains on one GPU",
                "{engine: cuda, devices: [-1]} | one model trains on one GPU",
                "{engine: cuda, kernel: onednn} | onednn computes on the processor only",
                "{deterministic: true} | sums depend on the number of threads; expected backend.threads",
                "{memory: {heap: 4}} | expected an amount of memory such as 512m or 4g, found 4",
                "{threads: {decode: 2}} | by models of type seq2seq and pointer_network only; expected 1",
                "{threads: 0} | expected a whole number from 1 to 1024, found 0",
            })
    void refusesWhatWouldDoNothing(String backend, String sentence) {
        ConfigFiles files = new ConfigFiles(folder).with("x.yaml", ConfigFiles.LEAST + "backend: " + backend + "\n");
        assertThat(files.faults("x.yaml")).singleElement().asString().contains(sentence);
    }

    @Test
    void batchesOfPairsAreDecodedAtTheSameTime() {
        ConfigFiles files =
                new ConfigFiles(folder).with("x.yaml", ConfigFiles.LEAST_PAIRS + "backend: {threads: {decode: 3}}\n");
        assertThat(files.load("x.yaml").config().backend().threads().decode()).isEqualTo(3);
    }

    private BackendConfig backend(String mapping) {
        return new ConfigFiles(folder)
                .with("x.yaml", ConfigFiles.LEAST + "backend: " + mapping + "\n")
                .load("x.yaml")
                .config()
                .backend();
    }
}
