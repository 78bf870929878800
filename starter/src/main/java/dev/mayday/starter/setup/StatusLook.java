package dev.mayday.starter.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.activities.web.Answer;
import dev.mayday.activities.web.OneAttempt;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.Request;

/**
 * The service's own word on its connections, asked for by GET on likely pages and nothing else:
 * those that its code names, or where it names none those that are usual.
 */
final class StatusLook {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration WITHIN = Duration.ofSeconds(2);
  private static final int PAGES = 16;
  private static final Set<String> BY_DEFAULT = Set.of("true", "open");
  private static final List<String> USUAL =
      List.of(
          "/health", "/healthz", "/status", "/api/health", "/api/status", "/ready", "/live", "/");
  private static final String PAGE =
      "(GET )?/[A-Za-z0-9_./-]*(health|status|alive|ready|live|ping|state|sessions)[A-Za-z0-9_./-]*";

  /** Pages whose names say that asking for them does something. */
  private static final Pattern ACTS =
      Pattern.compile(
          "(?i).*(start|stop|send|connect(?!ion)|login|logout|reset|delete|remove|kill|sync|refresh|pair|clear|create|update|set|\\.[a-z]+$).*");

  private final List<Integer> ports;
  private final Optional<Words> code;
  private final List<String> companies;
  private final Site site;
  private final Wishes wishes;

  /**
   * @param ports that the process listens on
   * @param code of HEAD
   * @param companies their ids
   */
  StatusLook(
      List<Integer> ports, Optional<Words> code, List<String> companies, Site site, Wishes wishes) {
    this.ports = ports;
    this.code = code;
    this.companies = companies;
    this.site = site;
    this.wishes = wishes;
  }

  private record Page(String url, int status, Optional<Health> health, Optional<Header> header) {
    int worth() {
      return health.map(Health::worth).orElse(0) + (status == 200 ? 1 : 0);
    }

    boolean closed() {
      return status == 401 || status == 403;
    }
  }

  void guess(Guesses guesses) {
    String key = "service.messaging.statusUrl";
    if (ports.isEmpty()) {
      guesses.missing(
          key, "the process listens on no port that could be seen; without it only the log tells");
      return;
    }
    List<Page> pages = pages();
    Optional<Page> best = pages.stream().filter(page -> page.worth() > 1).findFirst();
    best.ifPresent(page -> page(guesses, page, pages));
    guesses.missing(key, none(pages));
  }

  private String none(List<Page> pages) {
    List<String> closed = pages.stream().filter(Page::closed).map(Page::url).toList();
    String how = closed.isEmpty() ? "" : "; " + String.join(", ", closed) + " wants a header";
    return "no page on port "
        + ports
        + " answered GET with JSON"
        + how
        + "; without it only the log tells";
  }

  private static void page(Guesses guesses, Page page, List<Page> all) {
    String in = "service.messaging.";
    Health health = page.health().orElseThrow();
    guesses.put(
        in + "statusUrl",
        page.url(),
        health.worth() > 6 ? Certainty.SURE : Certainty.LIKELY,
        "GET answered %d: %s".formatted(page.status(), health.evidence()),
        all.stream().filter(one -> one.health().isPresent()).map(Page::url).toList());
    page.header().ifPresent(one -> guesses.sure(in + "statusHeaders", one.flow(), one.evidence()));
    if (!health.companies().isEmpty())
      guesses.likely(in + "companies", health.companies(), health.evidence());
    if (!health.companies().isEmpty() && health.worth() > 5)
      guesses.sure(in + "companyId", health.id(), health.evidence());
    if (health.open().isEmpty())
      guesses.missing(
          in + "companyOpen", "the field of " + page.url() + " that tells who is connected");
    else open(guesses, in, health);
  }

  private static void open(Guesses guesses, String in, Health health) {
    guesses.likely(in + "companyOpen", health.open(), health.evidence());
    if (!BY_DEFAULT.contains(health.value()))
      guesses.likely(in + "openValues", Yaml.list(List.of(health.value())), health.evidence());
  }

  private record Path(String path, String file) {}

  private List<Path> paths() {
    List<Path> said =
        code.stream()
            .flatMap(words -> words.quoted(PAGE).stream())
            .map(one -> new Path(one.getKey().replaceFirst("^GET ", ""), one.getValue()))
            .filter(one -> !ACTS.matcher(one.path()).matches())
            .limit(PAGES)
            .toList();
    return said.isEmpty() ? USUAL.stream().map(path -> new Path(path, "")).toList() : said;
  }

  private List<Page> pages() {
    OneAttempt http = new OneAttempt(WITHIN, WITHIN);
    List<Page> pages = new ArrayList<>();
    for (int port : ports)
      for (Path path : paths()) {
        String url = "http://127.0.0.1:" + port + path.path();
        Optional<Page> open = page(http, url, Optional.empty());
        open.ifPresent(pages::add);
        if (open.isPresent() && open.get().closed())
          header(path.file())
              .flatMap(one -> page(http, url, Optional.of(one)))
              .ifPresent(pages::add);
      }
    pages.sort(Comparator.comparing(page -> -page.worth()));
    return pages;
  }

  /** What the service itself holds may be shown to it. */
  private Optional<Header> header(String file) {
    return code.flatMap(words -> Header.in(words, file, site, wishes))
        .filter(header -> !header.value().isEmpty());
  }

  private Optional<Page> page(OneAttempt http, String url, Optional<Header> header) {
    Request.Builder request = new Request.Builder().url(url).get();
    header.ifPresent(one -> request.header(one.name(), one.value()));
    try {
      Answer answer = http.make(request.build());
      if (answer.code() == 404 || answer.code() == 405) return Optional.empty();
      return Optional.of(new Page(url, answer.code(), health(answer), header));
    } catch (IOException | IllegalArgumentException silent) {
      return Optional.empty();
    }
  }

  private Optional<Health> health(Answer answer) {
    try {
      JsonNode json = JSON.readTree(answer.body());
      boolean refused = answer.code() == 401 || answer.code() == 403;
      return json == null || refused ? Optional.empty() : Health.of(json, companies);
    } catch (JsonProcessingException other) {
      return Optional.empty();
    }
  }
}
