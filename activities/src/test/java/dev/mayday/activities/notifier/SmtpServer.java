package dev.mayday.activities.notifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A mail server on this machine (RFC 5321, STARTTLS of RFC 3207, AUTH PLAIN of RFC 4954). For each
 * command it can be told what to answer instead; an answer that is empty is never given, and after
 * a 421 it hangs up, as a server does.
 */
public final class SmtpServer implements AutoCloseable {
  /** A mail that was taken. */
  public record Taken(String from, String to, String data, boolean safe, String login) {}

  private final ServerSocket socket;
  private final SSLSocketFactory tls;
  private final boolean atOnce;
  private final boolean offersTls;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  private SmtpServer(SSLSocketFactory tls, boolean atOnce, boolean offersTls) {
    this.tls = tls;
    this.atOnce = atOnce;
    this.offersTls = offersTls;
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /** One that takes mail from everybody, unencrypted. */
  public static SmtpServer plain() {
    return new SmtpServer(null, false, false);
  }

  static SmtpServer startTls(SSLSocketFactory tls) {
    return new SmtpServer(tls, false, true);
  }

  static SmtpServer tls(SSLSocketFactory tls) {
    return new SmtpServer(tls, true, false);
  }

  /** {@code host:port} of this server. */
  public String address() {
    return "localhost:" + socket.getLocalPort();
  }

  /** Answers this command so; {@code RCPT name@host} is one mailbox alone, {@code END} the data. */
  public void answer(String command, String answer) {
    answers.put(command, answer);
  }

  /** The mails that were taken, in order. */
  public List<Taken> taken() {
    return List.copyOf(taken);
  }

  /** Every command that came, in order. */
  public List<String> heard() {
    return List.copyOf(heard);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        // An accept that the close has not woken yet still gets who comes in that moment.
        if (socket.isClosed()) client.close();
        else threads.execute(() -> serve(client));
      }
    } catch (IOException closed) {
      threads.shutdownNow();
    }
  }

  private void serve(Socket client) {
    try (client) {
      new Talk(atOnce ? wrapped(client) : client, atOnce).serve();
    } catch (IOException gone) {
      heard.add("(gone)");
    }
  }

  private Socket wrapped(Socket plain) throws IOException {
    SSLSocket safe = (SSLSocket) tls.createSocket(plain, null, plain.getPort(), true);
    safe.setUseClientMode(false);
    safe.startHandshake();
    return safe;
  }

  /** One session. */
  private final class Talk {
    private Socket client;
    private BufferedReader in;
    private OutputStream out;
    private boolean safe;
    private String login = "";
    private String from = "";
    private String to = "";

    Talk(Socket client, boolean safe) throws IOException {
      on(client, safe);
    }

    private void on(Socket socket, boolean isSafe) throws IOException {
      client = socket;
      safe = isSafe;
      in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
      out = client.getOutputStream();
    }

    void serve() throws IOException {
      if (!say("CONNECT", "220 mail.example.net ESMTP")) return;
      String line;
      while ((line = in.readLine()) != null) {
        heard.add(line);
        String verb = line.split(" ", 2)[0].toUpperCase(java.util.Locale.ROOT);
        if (verb.equals("QUIT")) {
          say("QUIT", "221 bye");
          return;
        }
        if (!obey(verb, line)) return;
      }
    }

    private boolean obey(String verb, String line) throws IOException {
      return switch (verb) {
        case "EHLO" -> say("EHLO", hello());
        case "STARTTLS" -> upgraded();
        case "AUTH" -> authenticated(line);
        case "MAIL" -> {
          from = line;
          yield say("MAIL", "250 ok");
        }
        case "RCPT" -> recipient(line);
        case "DATA" -> data();
        default -> say(verb, "502 not here");
      };
    }

    private String hello() {
      String all = "250-mail.example.net\r\n";
      if (offersTls && !safe) all += "250-STARTTLS\r\n";
      return all + "250-AUTH PLAIN\r\n250 8BITMIME";
    }

    private boolean upgraded() throws IOException {
      if (!say("STARTTLS", "220 go ahead")) return false;
      on(wrapped(client), true);
      return true;
    }

    private boolean authenticated(String line) throws IOException {
      String[] words = line.split(" ", -1);
      byte[] plain = Base64.getDecoder().decode(words[words.length - 1]);
      login = new String(plain, StandardCharsets.UTF_8).replace('\0', ' ').strip();
      return say("AUTH", "235 welcome");
    }

    private boolean recipient(String line) throws IOException {
      to = line.replaceAll(".*<(.*)>.*", "$1");
      String own = answers.get("RCPT " + to);
      return own == null ? say("RCPT", "250 ok") : send(own);
    }

    private boolean data() throws IOException {
      if (!say("DATA", "354 go on")) return false;
      if (answers.getOrDefault("DATA", "354").startsWith("354")) {
        StringBuilder text = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine())
          text.append(line).append('\n');
        if (!answers.containsKey("END"))
          taken.add(new Taken(from, to, text.toString(), safe, login));
        return say("END", "250 queued as 4711");
      }
      return true;
    }

    private boolean say(String command, String usual) throws IOException {
      return send(answers.getOrDefault(command, usual));
    }

    /** Returns whether the session goes on. */
    private boolean send(String answer) throws IOException {
      if (answer.isEmpty()) {
        in.readLine();
        return false;
      }
      out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      return !answer.startsWith("421");
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
