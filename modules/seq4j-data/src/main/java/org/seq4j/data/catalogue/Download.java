package org.seq4j.data.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches one file over HTTP: beside its place under a temporary name, checked for size and SHA-256, then renamed. A
 * file with the final name is therefore whole and right, whatever happened before.
 */
final class Download {
    private static final Logger LOG = LoggerFactory.getLogger(Download.class);
    private static final Duration CONNECT_TIME = Duration.ofSeconds(20);

    private final Duration time;

    /** Each file has to be complete within this time. */
    Download(Duration time) {
        this.time = time;
    }

    void fetch(URI url, DataFile file, Path target) {
        LOG.info("Downloading {} ({} bytes) to {}", url, file.bytes(), target);
        String byHand = "; or fetch it by other means and put it at " + target + ".";
        Path temporary = null;
        try {
            Path folder = Files.createDirectories(target.toAbsolutePath().getParent());
            temporary = Files.createTempFile(folder, file.name() + ".", ".part");
            String sha256 = get(url, file, temporary, byHand);
            if (!sha256.equals(file.sha256())) {
                throw new DataException(url + " gave a file with SHA-256 " + sha256 + ", expected " + file.sha256()
                        + ": it was changed at its origin or on the way" + byHand);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new DataException(
                    "The download of " + url + " cannot be stored at " + target + ": " + e.getMessage()
                            + "; is there space, and may you write there?",
                    e);
        } finally {
            delete(temporary);
        }
    }

    private String get(URI url, DataFile file, Path temporary, String byHand) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIME)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .proxy(ProxySelector.getDefault())
                .build();
        HttpRequest request = HttpRequest.newBuilder(url).timeout(time).GET().build();
        CheckedFile body = new CheckedFile(temporary, file.bytes());
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request, info -> body.accept(info.statusCode()));
        try {
            return answer.get(time.toMillis(), TimeUnit.MILLISECONDS).body();
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new DataException(
                    url + " did not arrive within " + time.toSeconds() + " seconds; try again" + byHand, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new DataException("The download of " + url + " was interrupted.", e);
        } catch (ExecutionException e) {
            throw explain(url, e, byHand);
        } finally {
            body.close();
        }
    }

    private static DataException explain(URI url, ExecutionException e, String byHand) throws IOException {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof CheckedFile.Refused refused) {
                return new DataException(url + " " + refused.getMessage() + byHand, cause);
            }
            if (t instanceof UncheckedIOException storing) {
                throw storing.getCause();
            }
        }
        boolean unreachable = cause instanceof ConnectException;
        String detail = cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
        return new DataException(
                url + (unreachable ? " cannot be reached" : " cannot be fetched") + detail
                        + "; check the network connection and try again" + byHand,
                cause);
    }

    private static void delete(@Nullable Path temporary) {
        if (temporary != null) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                LOG.warn("The temporary file {} cannot be deleted: {}", temporary, e.getMessage());
            }
        }
    }
}
