package org.sheratan.core.gate;

import java.util.List;

/** Words that have no business in a job, or should at least be known of. */
final class Phrases {
  /** They talk to whoever guards, or do harm wherever they are executed. */
  static final List<String> HARD = List.of("ignore previous instructions", "ignore all previous instructions",
      "ignore the previous instructions", "ignore your instructions", "disregard previous instructions",
      "disregard all previous instructions", "forget previous instructions", "forget your instructions",
      "override policy", "override the policy", "bypass policy", "bypass the policy", "bypass safety",
      "bypass security", "bypass gates", "bypass the gate", "bypass the gates", "bypass the sandbox",
      "disable gates", "disable the gates", "disable the sandbox", "disable safety", "disable security",
      "turn off the gates", "skip the gates", "escalate privileges", "privilege escalation", "gain root",
      "run as root", "run as administrator", "self modify", "modify your own code",
      "exfiltrate", "reverse shell", "rm -rf /", "rm -rf ~", "format c:", "del /s /q", "rmdir /s /q", "mkfs",
      "| sh", "| bash", "powershell -enc", "invoke-expression", "executionpolicy bypass", "chmod 777 /",
      ":(){ :|:& };:");
  /** They may well be meant. */
  static final List<String> SOFT = List.of("sudo", "password", "passwd", "api key", "secret key",
      "private key", "credentials", "delete all", "delete everything", "drop table", "without asking",
      "without approval", "do not tell", "chmod 777", "chmod -R 777", "base64 -d", "eval(", "os.system",
      "subprocess");

  private Phrases() {}
}
