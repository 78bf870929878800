package dev.mayday.incident;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How to see whether the service reaches WhatsApp, and how to send the test message. The runbook's
 * shapes are the defaults of the configuration.
 *
 * @param statusUrl answers JSON with the connections; empty when only the log tells
 * @param openLog a regular expression that a log line matches when a connection opened; may be
 *     empty
 * @param databaseLog a log line of the service in database mode; may be empty
 * @param filesLog a log line of the service in file mode; may be empty
 * @param errorLog what counts as a new error in the error log
 * @param companies JSON pointer in the status answer to the list of companies; empty when there is
 *     none
 * @param companyId field of a company's id in that list
 * @param companyOpen field that is {@code true} (or {@code "open"}) for a connected company
 * @param sendUrl where the test message is posted
 * @param sendHeaders headers of the post; values may be references
 * @param sendBody the JSON body, with {@code {text}} where the text goes; values may be references
 * @param sentField JSON pointer in the answer that must be {@code true}
 * @param sentId JSON pointer of the message's id in the answer
 * @param connectWithin how long a connection may take to open after a start
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
    Duration connectWithin) {}
