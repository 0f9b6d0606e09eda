package org.seq4j.data.catalogue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.Flow;

/** The body of an answer on its way to a file: stops as soon as it is too long, and digests what it writes. */
final class CheckedFile implements Flow.Subscriber<List<ByteBuffer>> {
    /** The answer is not the file that was asked for; the message goes on from the address. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private final OutputStream out;
    private final long expected;
    private final MessageDigest digest = Sha256.digest();
    private long received;

    CheckedFile(Path file, long expected) throws IOException {
        this.out = Files.newOutputStream(file);
        this.expected = expected;
    }

    /** Takes the body of an answer with status 200, no other; its result is the SHA-256. */
    BodySubscriber<String> accept(int status) {
        if (status == 200) {
            return BodySubscribers.fromSubscriber(this, CheckedFile::finish);
        }
        String reason = status == 404 ? "is not there any more (HTTP 404)" : "answered with HTTP status " + status;
        return BodySubscribers.mapping(BodySubscribers.discarding(), nothing -> {
            throw new Refused(reason);
        });
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        for (ByteBuffer piece : pieces) {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            received += bytes.length;
            if (received > expected) {
                throw new Refused("sends more than the " + expected + " bytes of the file in the catalogue");
            }
            digest.update(bytes);
            try {
                out.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void onError(Throwable error) {
        // the future of the request completes with this error
    }

    @Override
    public void onComplete() {
        // finish() looks at what was received
    }

    private String finish() {
        if (received != expected) {
            throw new Refused("sent " + received + " bytes, but the file in the catalogue has " + expected);
        }
        close();
        return Sha256.hex(digest);
    }

    void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
