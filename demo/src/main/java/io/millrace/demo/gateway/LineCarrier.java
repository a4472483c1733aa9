package io.millrace.demo.gateway;

import io.millrace.demo.error.DemoError;
import io.millrace.demo.error.DemoException;
import io.millrace.demo.payload.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts line protocol, several lines at a time; 204 means stored. */
public final class LineCarrier implements Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(LineCarrier.class);
  private static final int LINES_PER_BODY = 500;
  private static final long WAIT_MS = 100;

  private final HttpSender sender;
  private final URI uri;
  private final String gateway;
  private final String token;

  /**
   * A carrier to a server.
   *
   * @param uri of the write endpoint, with {@code precision=ms}
   * @param gateway its key, for messages to people
   */
  public LineCarrier(HttpSender sender, URI uri, String gateway, String token) {
    this.sender = sender;
    this.uri = uri;
    this.gateway = gateway;
    this.token = token;
  }

  @Override
  public void carry(Outbox outbox, BooleanSupplier mayGoOn, Runnable onProgress)
      throws IOException, InterruptedException {
    while (mayGoOn.getAsBoolean()) {
      List<Message> batch = outbox.nextBatch(LINES_PER_BODY, WAIT_MS);
      if (!batch.isEmpty()) {
        deliver(batch, outbox, mayGoOn, onProgress);
      }
    }
  }

  private void deliver(
      List<Message> batch, Outbox outbox, BooleanSupplier mayGoOn, Runnable onProgress)
      throws IOException, InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Message message : batch) {
      body.writeBytes(message.payload());
    }
    while (mayGoOn.getAsBoolean()) {
      switch (sender.post(uri, "text/plain; charset=utf-8", token, body.toByteArray())) {
        case HttpSender.Result.Stored stored -> {
          outbox.acknowledge(batch.size());
          onProgress.run();
          return;
        }
        case HttpSender.Result.Later(long afterMs) -> Thread.sleep(afterMs);
        case HttpSender.Result.Unauthorised(int status) ->
            throw new DemoException(
                DemoError.CREDENTIALS_REFUSED,
                "The server refused the token of "
                    + gateway
                    + " (HTTP status "
                    + status
                    + "). Its entry in the credentials file must be one that this server issued.");
        case HttpSender.Result.Refused(int status, String detail) -> {
          LOG.error(
              "{}: the server refused {} lines with {}: {}", gateway, batch.size(), status, detail);
          outbox.discard(batch.size());
          return;
        }
      }
    }
  }
}
