package dev.mayday.incident;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How to see whether the service reaches WhatsApp, and how to send the test message. The runbook's
 * shapes are the defaults of the configuration; what an earlier version did not write has them,
 * too.
 *
 * @param statusUrl answers JSON with the connections; empty when only the log tells
 * @param openLog a regular expression that a log line matches when a connection opened; may be
 *     empty
 * @param databaseLog a log line of the service in database mode; may be empty
 * @param filesLog a log line of the service in file mode; may be empty
 * @param errorLog what counts as a new error
 * @param companies JSON pointer in the status answer to the companies, a list or an object; empty
 *     when there is none
 * @param companyId where in each of them its id is, a field's name or a JSON pointer; empty where
 *     the object has each under its id, or the list holds nothing but ids
 * @param companyOpen where in each of them, or without them in the whole answer, the connection's
 *     state is; empty where an object has nothing but the state under each id, else where being
 *     there, or without companies the HTTP status, says that it is open
 * @param sendUrl where the test message is posted
 * @param sendHeaders headers of the post; values may be references
 * @param sendBody its fields, with {@code {text}} where the text goes; a name that begins with a
 *     slash is a JSON pointer and nests; values may be references
 * @param sentField JSON pointer in the answer to what tells that it is sent; empty where the HTTP
 *     status does
 * @param sentId JSON pointer of the message's id in the answer
 * @param connectWithin how long a connection may take to open after a start
 * @param statusHeaders headers of the question for the status; values may be references
 * @param openValues what {@code companyOpen} says of an open connection
 * @param errorsIn which logs are read for new errors
 * @param sendMethod the HTTP method
 * @param sendAs how the body is written
 * @param sendUnquoted names of {@code sendBody} whose values are no texts in JSON
 * @param sentValues what {@code sentField} says of a message that is sent
 */
public record Messaging(
    String statusUrl,
    String openLog,
    String databaseLog,
    String filesLog,
    List<String> errorLog,
    String companies,
    String companyId,
    String companyOpen,
    String sendUrl,
    Map<String, String> sendHeaders,
    Map<String, String> sendBody,
    String sentField,
    String sentId,
    Duration connectWithin,
    Map<String, String> statusHeaders,
    List<String> openValues,
    Logs errorsIn,
    String sendMethod,
    Body sendAs,
    List<String> sendUnquoted,
    List<String> sentValues) {
  /** What says that a connection is open where nothing else is said. */
  public static final List<String> OPEN = List.of("true", "open");

  /** What says that a message is sent where nothing else is said. */
  public static final List<String> SENT = List.of("true");

  /** The method of the test message where nothing else is said. */
  public static final String POST = "POST";

  /** Which of the process's logs. */
  public enum Logs {
    /** The error log, which is the process's standard error. */
    ERROR,
    /** That and the output log: a service may write everything to its standard output. */
    BOTH
  }

  /** How a body is written. */
  public enum Body {
    /** One JSON object. */
    JSON,
    /** As an HTML form: {@code application/x-www-form-urlencoded}. */
    FORM
  }

  /** Fills in what an earlier version did not write. */
  public Messaging {
    if (statusHeaders == null) statusHeaders = Map.of();
    if (openValues == null) openValues = OPEN;
    if (errorsIn == null) errorsIn = Logs.ERROR;
    if (sendMethod == null) sendMethod = POST;
    if (sendAs == null) sendAs = Body.JSON;
    if (sendUnquoted == null) sendUnquoted = List.of();
    if (sentValues == null) sentValues = SENT;
  }

  /** The same, asked with another patience. */
  public Messaging within(Duration patience) {
    return new Messaging(
        statusUrl,
        openLog,
        databaseLog,
        filesLog,
        errorLog,
        companies,
        companyId,
        companyOpen,
        sendUrl,
        sendHeaders,
        sendBody,
        sentField,
        sentId,
        patience,
        statusHeaders,
        openValues,
        errorsIn,
        sendMethod,
        sendAs,
        sendUnquoted,
        sentValues);
  }
}
