package dev.mayday.activities.notifier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mayday.activities.estate.Person;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.web.Answer;
import dev.mayday.activities.web.OneAttempt;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * A bot's message to a chat, as plain text: nothing in an alert can then be taken for markup. The
 * bot's token is part of the URL, so no URL ever stands in a message of ours.
 */
final class TelegramChannel implements Channel {
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LONGEST = 4096;
  private static final int TOO_MANY = 429;

  private final Secrets secrets;
  private final OneAttempt http;
  private final Patience patience;

  TelegramChannel(Secrets secrets, OneAttempt http, Patience patience) {
    this.secrets = secrets;
    this.http = http;
    this.patience = patience;
  }

  @Override
  public void deliver(Person person, Message message) throws NotDelivered {
    Person.Telegram chat =
        person.telegram().orElseThrow(() -> new NotDelivered("no telegram chat is configured"));
    Request request = request(chat, message);
    Answer answer = make(request);
    if (answer.code() == TOO_MANY && patience.outlasts(wait(answer))) answer = make(request);
    judge(answer);
  }

  private Answer make(Request request) throws NotDelivered {
    try {
      return http.make(request);
    } catch (IOException broken) {
      throw new NotDelivered("the bot API: " + broken.getMessage());
    }
  }

  private Request request(Person.Telegram chat, Message message) throws NotDelivered {
    byte[] body = bytes(Map.of("chat_id", chat.chat(), "text", text(message)));
    return new Request.Builder().url(url(chat)).post(RequestBody.create(body, JSON)).build();
  }

  private HttpUrl url(Person.Telegram chat) throws NotDelivered {
    HttpUrl api = HttpUrl.parse(chat.api());
    if (api == null) throw new NotDelivered("the bot API's address is no http or https URL");
    return api.newBuilder()
        .addPathSegment("bot" + token(chat))
        .addPathSegment("sendMessage")
        .build();
  }

  private String token(Person.Telegram chat) throws NotDelivered {
    try {
      return secrets.resolve(chat.bot()).reveal();
    } catch (Refused missing) {
      throw new NotDelivered(missing.getMessage().lines().findFirst().orElse(""));
    }
  }

  private static String text(Message message) {
    String whole = message.subject() + "\n\n" + message.text();
    return whole.length() <= LONGEST ? whole : cut(whole);
  }

  /** Never between the halves of a character: Telegram refuses what is not UTF-8. */
  private static String cut(String whole) {
    int end = LONGEST - 2;
    return whole.substring(0, Character.isHighSurrogate(whole.charAt(end - 1)) ? end - 1 : end)
        + "\n…";
  }

  private void judge(Answer answer) throws NotDelivered {
    JsonNode said = json(answer);
    if (answer.fine() && said.path("ok").asBoolean(false)) return;
    String why = secrets.mask(said.path("description").asText("")).replaceAll("\\s+", " ");
    throw new NotDelivered(
        "the bot API answered " + answer.code() + (why.isEmpty() ? "" : ": " + shortened(why)));
  }

  private static String shortened(String why) {
    return why.length() <= 200 ? why : why.substring(0, 200) + "…";
  }

  private static Duration wait(Answer answer) {
    return Duration.ofSeconds(json(answer).path("parameters").path("retry_after").asLong(1));
  }

  private static JsonNode json(Answer answer) {
    try {
      JsonNode node = MAPPER.readTree(answer.body());
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException noJson) {
      return MissingNode.getInstance();
    }
  }

  private static byte[] bytes(Map<String, String> body) {
    try {
      return MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a map of texts cannot be written as JSON", impossible);
    }
  }
}
