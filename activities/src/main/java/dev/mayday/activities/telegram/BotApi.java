package dev.mayday.activities.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
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
 * Calls of one bot (core.telegram.org/bots/api, "Making requests"). An answer counts only with
 * {@code "ok": true}. The bot's token is part of the URL, so no URL ever stands in a message of
 * ours.
 */
public final class BotApi {
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LONGEST_REASON = 200;
  private static final int TOO_MANY = 429;

  private final String api;
  private final String bot;
  private final Secrets secrets;
  private final OneAttempt http;

  /**
   * @param api the address of the bot API
   * @param bot the reference of the bot's token; resolved at each call
   * @param secrets resolves it, and masks it in what the server says
   * @param http makes each call once
   */
  public BotApi(String api, String bot, Secrets secrets, OneAttempt http) {
    this.api = api;
    this.bot = bot;
    this.secrets = secrets;
    this.http = http;
  }

  /**
   * Calls a method once.
   *
   * @return what stands under {@code result}
   * @throws NotOk when the server says no, or the token cannot be read
   * @throws IOException when no whole answer came; the message holds no URL
   */
  public JsonNode call(String method, Map<String, ?> body) throws NotOk, IOException {
    Request request =
        new Request.Builder().url(url(method)).post(RequestBody.create(bytes(body), JSON)).build();
    Answer answer = http.make(request);
    JsonNode said = json(answer);
    if (answer.fine() && said.path("ok").asBoolean(false)) return said.path("result");
    throw new NotOk(answer.code(), why(answer.code(), said), wait(answer.code(), said));
  }

  private HttpUrl url(String method) throws NotOk {
    HttpUrl url = HttpUrl.parse(api);
    if (url == null) throw unasked("the bot API's address is no http or https URL");
    return url.newBuilder().addPathSegment("bot" + token()).addPathSegment(method).build();
  }

  private String token() throws NotOk {
    try {
      return secrets.resolve(bot).reveal();
    } catch (Refused missing) {
      throw unasked(missing.getMessage().lines().findFirst().orElse(""));
    }
  }

  private static NotOk unasked(String why) {
    return new NotOk(0, why, Duration.ZERO);
  }

  private String why(int code, JsonNode said) {
    String why = secrets.mask(said.path("description").asText("")).replaceAll("\\s+", " ");
    String cut = why.length() <= LONGEST_REASON ? why : why.substring(0, LONGEST_REASON) + "…";
    return "the bot API answered " + code + (cut.isEmpty() ? "" : ": " + cut);
  }

  private static Duration wait(int code, JsonNode said) {
    if (code != TOO_MANY) return Duration.ZERO;
    return Duration.ofSeconds(said.path("parameters").path("retry_after").asLong(1));
  }

  private static JsonNode json(Answer answer) {
    try {
      JsonNode node = MAPPER.readTree(answer.body());
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException noJson) {
      return MissingNode.getInstance();
    }
  }

  private static byte[] bytes(Map<String, ?> body) {
    try {
      return MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a map of texts cannot be written as JSON", impossible);
    }
  }
}
