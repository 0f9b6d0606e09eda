package org.seq4j.data.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.data.DataException;

/** Talks to a server on the loopback interface only. */
class CatalogueTest {
    private static final byte[] CONTENT = "one\ntwo\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private byte[] answer = CONTENT;
    private int status = 200;
    private boolean stall;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/origin/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(status, 0);
            try (var body = exchange.getResponseBody()) {
                body.write(answer);
                body.flush();
                if (stall) {
                    release.await();
                }
            } catch (IOException | InterruptedException e) {
                // the client hung up, as some tests want it to
            }
        });
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    @AfterEach
    void stopServer() {
        release.countDown();
        server.stop(0);
    }

    private Catalogue catalogue(int port, Duration time) {
        String yaml = String.format("""
                - name: two-lines
                  title: Two lines
                  folder: lines
                  format: lines
                  origin: http://127.0.0.1:%d/origin/
                  licence: {name: none, url: 'https://example.org'}
                  citation: nobody
                  files: [{name: data.txt, path: some/data.txt, bytes: %d, sha256: %s}]
                  splits: {train: data.txt}
                """, port, CONTENT.length, sha256(CONTENT));
        return Catalogue.of(yaml, folder.resolve("cache"), time);
    }

    private Catalogue catalogue() {
        return catalogue(server.getAddress().getPort(), Duration.ofSeconds(20));
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.digest().digest(bytes));
    }

    private void refused(Catalogue catalogue, @Nullable Path dataRoot, boolean download, String... sentence) {
        assertThatThrownBy(() -> catalogue.resolve("two-lines", dataRoot, download))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(sentence)
                .hasMessageEndingWith(".");
        assertThat(leftOvers()).isEmpty();
    }

    /** Files in the cache besides the finished one. */
    private Stream<Path> leftOvers() {
        Path cache = folder.resolve("cache/lines");
        try (Stream<Path> files = Files.exists(cache) ? Files.list(cache) : Stream.empty()) {
            return files.filter(f -> !f.endsWith("data.txt")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_file_is_fetched_once_and_then_read_from_the_cache() throws IOException {
        Path file = catalogue().resolve("two-lines", null, true).train();
        assertThat(file).isEqualTo(folder.resolve("cache/lines/data.txt")).hasBinaryContent(CONTENT);
        assertThat(catalogue().resolve("two-lines", folder, false).files()).isEqualTo(Map.of("data.txt", file));
        assertThat(requests).hasValue(1);
        assertThat(leftOvers()).isEmpty();
    }

    @Test
    void the_data_root_comes_first_and_is_checked() throws IOException {
        Path own = Files.createDirectories(folder.resolve("root/lines")).resolve("data.txt");
        Files.write(own, CONTENT);
        assertThat(catalogue()
                        .resolve("two-lines", folder.resolve("root"), false)
                        .train())
                .isEqualTo(own);
        Files.writeString(own, "one\ntwO\n");
        refused(catalogue(), folder.resolve("root"), true, own.toString(), "SHA-256", sha256(CONTENT), "replace it");
        Files.writeString(own, "one\n");
        refused(catalogue(), folder.resolve("root"), true, "expected 8 bytes", "found 4 bytes");
        assertThat(requests).hasValue(0);
    }

    @Test
    void a_changed_file_in_the_cache_is_an_error() throws IOException {
        Files.writeString(catalogue().resolve("two-lines", null, true).train(), "One\ntwo\n");
        refused(catalogue(), null, true, "cache", "delete it");
    }

    @Test
    void nothing_is_fetched_unless_that_is_allowed() {
        refused(catalogue(), null, false, "neither", "./seq4j data fetch two-lines", "http://127.0.0.1:");
        assertThat(requests).hasValue(0);
    }

    @Test
    void a_wrong_check_sum_is_an_error_and_leaves_nothing_behind() {
        answer = "one\ntwO\n".getBytes(StandardCharsets.UTF_8);
        refused(catalogue(), null, true, sha256(answer), sha256(CONTENT), "other means");
        assertThat(folder.resolve("cache/lines/data.txt")).doesNotExist();
    }

    @Test
    void a_wrong_size_is_an_error_and_a_long_answer_is_cut_short() {
        answer = "one\n".getBytes(StandardCharsets.UTF_8);
        refused(catalogue(), null, true, "sent 4 bytes", "has 8");
        answer = new byte[5_000_000];
        refused(catalogue(), null, true, "sends more than the 8 bytes");
    }

    @Test
    void a_missing_file_and_a_broken_server_are_errors() {
        status = 404;
        refused(catalogue(), null, true, "is not there any more (HTTP 404)", "other means");
        status = 503;
        refused(catalogue(), null, true, "HTTP status 503");
    }

    @Test
    void no_network_is_an_error() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        refused(catalogue(free, Duration.ofSeconds(20)), null, true, "cannot be reached", "network connection");
    }

    @Test
    void a_server_that_stalls_is_given_up() {
        stall = true;
        answer = "one".getBytes(StandardCharsets.UTF_8);
        long start = System.nanoTime();
        refused(catalogue(server.getAddress().getPort(), Duration.ofSeconds(1)), null, true, "did not arrive within 1");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void an_unknown_name_lists_the_known_ones() {
        assertThatThrownBy(() -> catalogue().resolve("three-lines", null, true))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("'three-lines'", "two-lines");
    }

    @Test
    void the_cache_is_where_the_environment_says() {
        assertThat(Catalogue.cacheFolder(Map.of("SEQ4J_CACHE", "/c", "XDG_CACHE_HOME", "/x")::get, "/home/u"))
                .isEqualTo(Path.of("/c"));
        assertThat(Catalogue.cacheFolder(Map.of("XDG_CACHE_HOME", "/x")::get, "/home/u"))
                .isEqualTo(Path.of("/x/seq4j"));
        assertThat(Catalogue.cacheFolder(name -> null, "/home/u")).isEqualTo(Path.of("/home/u/.cache/seq4j"));
    }

    @Test
    void every_entry_that_comes_with_seq4j_is_complete() {
        Catalogue standard = Catalogue.standard(folder);
        assertThat(standard.list()).extracting(DataSet::name).contains("tinyshakespeare", "names", "locale-names");
        for (DataSet set : standard.list()) {
            assertThat(set.title()).as(set.name()).isNotBlank();
            assertThat(set.citation()).as(set.name()).isNotBlank();
            assertThat(set.licence().name()).as(set.name()).isNotBlank();
            assertThat(set.licence().url()).as(set.name()).startsWith("https://");
            assertThat(set.files().isEmpty()).as(set.name()).isEqualTo(set.generated());
            for (DataFile file : set.files()) {
                assertThat(file.sha256()).as(set.name()).matches("[0-9a-f]{64}");
                assertThat(file.bytes()).as(set.name()).isPositive();
                assertThat(set.url(file).toString())
                        .as(set.name())
                        .matches("https://raw.githubusercontent.com/[^/]+/[^/]+/[0-9a-f]{40}/.+");
            }
            if (!set.generated()) {
                assertThat(set.splits().values())
                        .as(set.name())
                        .allMatch(name ->
                                set.files().stream().anyMatch(f -> f.name().equals(name)));
            }
        }
    }

    @Test
    void the_files_in_the_data_folder_are_those_of_the_catalogue() {
        String root = System.getenv("SEQ4J_DATA");
        Assumptions.assumeTrue(root != null, "SEQ4J_DATA is not set: no data folder to check the catalogue against");
        Catalogue standard = Catalogue.standard(folder);
        int checked = 0;
        for (DataSet set : standard.list()) {
            boolean there = !set.generated()
                    && set.files().stream().allMatch(f -> Files.exists(Path.of(root, set.folder(), f.name())));
            if (there) {
                assertThat(standard.resolve(set.name(), Path.of(root), false).files())
                        .hasSize(set.files().size());
                checked++;
            }
        }
        assertThat(checked).isPositive();
    }
}
