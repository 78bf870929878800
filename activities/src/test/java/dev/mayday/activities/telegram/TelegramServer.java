package dev.mayday.activities.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The bot API on this machine, as core.telegram.org/bots/api has it: what is wrong with a request
 * is said with the server's own codes and words, updates are kept until a higher offset is asked
 * for, and of two pollers the older one is sent away. It is one class, for a test must see all of
 * the state that a call changes.
 */
public final class TelegramServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_DATA = 64;
  private static final int LONGEST_TEXT = 4096;
  private static final int LONGEST_TOAST = 200;

  /** A message in a chat, as it stands now. */
  public record Message(
      long id, String chat, String text, Map<String, String> buttons, boolean edited) {}

  /** What somebody who pressed was shown. */
  public record Toast(String press, String text, boolean alert) {}

  private final String token;
  private final Set<String> chats;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<Long, Message> messages = new LinkedHashMap<>();
  private final List<ObjectNode> updates = new ArrayList<>();
  private final List<String> unanswered = new ArrayList<>();
  private final List<Toast> toasts = new CopyOnWriteArrayList<>();
  private final List<Long> offsets = new CopyOnWriteArrayList<>();
  private long lastMessage = 811;
  private long lastUpdate = 100;
  private long poller;
  private int slowDown;
  private int broken;
  private String webhook = "";

  /**
   * @param token the bot's
   * @param chats the chats that it may write to
   */
  public TelegramServer(String token, String... chats) {
    this.token = token;
    this.chats = Set.of(chats);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** The address of this bot API. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What stands in a chat, in order. */
  public synchronized List<Message> in(String chat) {
    return messages.values().stream().filter(one -> one.chat().equals(chat)).toList();
  }

  /** What people who pressed were shown, in order. */
  public List<Toast> toasts() {
    return List.copyOf(toasts);
  }

  /** The offsets that were asked for, in order. */
  public List<Long> offsets() {
    return List.copyOf(offsets);
  }

  /** How many updates are kept. */
  public synchronized int kept() {
    return updates.size();
  }

  /** The next calls are answered by 429, to come again after a second. */
  public synchronized void slowDown(int calls) {
    slowDown = calls;
  }

  /** The next calls get no answer: the connection is cut. */
  public synchronized void cut(int calls) {
    broken = calls;
  }

  /** Sets a webhook, or takes it away. */
  public synchronized void webhook(String url) {
    webhook = url;
    notifyAll();
  }

  /** Somebody presses a button that the message shows; returns the press's id. */
  public synchronized String press(Message message, String label, long account) {
    String data = messages.get(message.id()).buttons().get(label);
    if (data == null) throw new AssertionError("there is no button " + label + " any more");
    return send(message, data, account);
  }

  /** Somebody's program sends a press of a button, there or not; returns the press's id. */
  public synchronized String send(Message message, String data, long account) {
    ObjectNode update = JsonNodeFactory.instance.objectNode();
    update.put("update_id", ++lastUpdate);
    ObjectNode query = update.putObject("callback_query");
    String id = "43828" + lastUpdate;
    query.put("id", id);
    query.putObject("from").put("id", account).put("is_bot", false).put("first_name", "A");
    query.put("chat_instance", "-37").put("data", data);
    ObjectNode about = query.putObject("message");
    about.put("message_id", message.id()).put("text", messages.get(message.id()).text());
    about.putObject("chat").put("id", Long.parseLong(message.chat()));
    updates.add(update);
    unanswered.add(id);
    notifyAll();
    return id;
  }

  private void handle(HttpExchange call) throws IOException {
    try (call) {
      JsonNode body = JSON.readTree(call.getRequestBody().readAllBytes());
      if (cutNow()) return;
      ObjectNode answer = answer(call.getRequestURI().getPath(), body);
      byte[] bytes = JSON.writeValueAsBytes(answer);
      int code = answer.path("ok").asBoolean() ? 200 : answer.path("error_code").asInt();
      call.getResponseHeaders().set("Content-Type", "application/json");
      if (answer.has("parameters")) call.getResponseHeaders().set("Retry-After", "1");
      call.sendResponseHeaders(code, bytes.length);
      call.getResponseBody().write(bytes);
    }
  }

  private synchronized boolean cutNow() {
    if (broken == 0) return false;
    broken--;
    return true;
  }

  private ObjectNode answer(String path, JsonNode body) {
    String own = "/bot" + token + "/";
    if (!path.startsWith(own)) return no(401, "Unauthorized");
    String method = path.substring(own.length());
    try {
      return method.equals("getUpdates") ? poll(body) : called(method, body);
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
      return no(500, "Internal Server Error: restart");
    }
  }

  private synchronized ObjectNode called(String method, JsonNode body) {
    if (slowDown > 0) return slower();
    return switch (method) {
      case "getMe" -> ok(JSON.createObjectNode().put("id", 7).put("is_bot", true));
      case "getChat" -> getChat(body.path("chat_id").asText());
      case "getWebhookInfo" ->
          ok(
              JSON.createObjectNode()
                  .put("url", webhook)
                  .put("pending_update_count", updates.size()));
      case "sendMessage" -> sendMessage(body);
      case "answerCallbackQuery" -> answerCallbackQuery(body);
      case "editMessageText" -> edit(body, body.path("text").asText(""));
      case "editMessageReplyMarkup" -> edit(body, null);
      default -> no(404, "Not Found");
    };
  }

  private ObjectNode getChat(String chat) {
    if (!chats.contains(chat)) return no(400, "Bad Request: chat not found");
    return ok(JSON.createObjectNode().put("id", chat).put("type", "private"));
  }

  private ObjectNode slower() {
    slowDown--;
    ObjectNode answer = no(429, "Too Many Requests: retry after 1");
    answer.putObject("parameters").put("retry_after", 1);
    return answer;
  }

  private ObjectNode sendMessage(JsonNode body) {
    String chat = body.path("chat_id").asText();
    String text = body.path("text").asText("");
    if (!chats.contains(chat)) return no(400, "Bad Request: chat not found");
    if (text.isEmpty()) return no(400, "Bad Request: message text is empty");
    if (text.length() > LONGEST_TEXT) return no(400, "Bad Request: message is too long");
    Map<String, String> buttons = buttons(body.path("reply_markup"));
    if (buttons.values().stream().anyMatch(data -> data.isEmpty() || data.length() > LONGEST_DATA))
      return no(400, "Bad Request: BUTTON_DATA_INVALID");
    Message message = new Message(++lastMessage, chat, text, buttons, false);
    messages.put(message.id(), message);
    notifyAll();
    return ok(JSON.createObjectNode().put("message_id", message.id()));
  }

  private static Map<String, String> buttons(JsonNode markup) {
    Map<String, String> buttons = new LinkedHashMap<>();
    for (JsonNode row : markup.path("inline_keyboard"))
      for (JsonNode button : row)
        buttons.put(button.path("text").asText(), button.path("callback_data").asText(""));
    return buttons;
  }

  private ObjectNode answerCallbackQuery(JsonNode body) {
    String id = body.path("callback_query_id").asText();
    if (!unanswered.remove(id))
      return no(
          400, "Bad Request: query is too old and response timeout expired or query ID is invalid");
    String text = body.path("text").asText("");
    if (text.length() > LONGEST_TOAST) return no(400, "Bad Request: MESSAGE_TOO_LONG");
    toasts.add(new Toast(id, text, body.path("show_alert").asBoolean()));
    return ok(JsonNodeFactory.instance.booleanNode(true));
  }

  private ObjectNode edit(JsonNode body, String text) {
    Message old = messages.get(body.path("message_id").asLong());
    if (old == null || !old.chat().equals(body.path("chat_id").asText()))
      return no(400, "Bad Request: message to edit not found");
    String now = text == null ? old.text() : text;
    Map<String, String> buttons = buttons(body.path("reply_markup"));
    if (now.isEmpty()) return no(400, "Bad Request: message text is empty");
    if (now.length() > LONGEST_TEXT) return no(400, "Bad Request: MESSAGE_TOO_LONG");
    if (now.equals(old.text()) && buttons.equals(old.buttons()))
      return no(400, "Bad Request: message is not modified");
    messages.put(old.id(), new Message(old.id(), old.chat(), now, buttons, true));
    return ok(JSON.createObjectNode().put("message_id", old.id()));
  }

  /** A poll that comes ends the one before it. */
  private synchronized ObjectNode poll(JsonNode body) throws InterruptedException {
    if (slowDown > 0) return slower();
    long offset = body.path("offset").asLong();
    offsets.add(offset);
    long own = ++poller;
    notifyAll();
    for (Iterator<ObjectNode> kept = updates.iterator(); kept.hasNext(); )
      if (kept.next().path("update_id").asLong() < offset) kept.remove();
    long until = System.nanoTime() + body.path("timeout").asLong() * 1_000_000_000L;
    while (updates.isEmpty() && own == poller && webhook.isEmpty() && left(until) > 0)
      wait(Math.max(1, left(until)));
    if (!webhook.isEmpty())
      return no(
          409,
          "Conflict: can't use getUpdates method while webhook is active;"
              + " use deleteWebhook to delete the webhook first");
    if (own != poller)
      return no(
          409,
          "Conflict: terminated by other getUpdates request;"
              + " make sure that only one bot instance is running");
    return ok(JSON.valueToTree(updates));
  }

  private static long left(long until) {
    return (until - System.nanoTime()) / 1_000_000;
  }

  private static ObjectNode ok(JsonNode result) {
    ObjectNode answer = JSON.createObjectNode().put("ok", true);
    answer.set("result", result);
    return answer;
  }

  private static ObjectNode no(int code, String description) {
    return JSON.createObjectNode()
        .put("ok", false)
        .put("error_code", code)
        .put("description", description);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
