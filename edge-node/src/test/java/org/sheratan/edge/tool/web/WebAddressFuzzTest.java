package org.sheratan.edge.tool.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.tool.local.ToolFailure;
import org.sheratan.edge.config.MutatedText;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

/** URLs of jobs, redirects of servers, and the rules that both are held against. */
class WebAddressFuzzTest {
  private static final String SIGNS = "htps:/[]@#?%.-_0123456789abx \\\r\n\u0000\u00e9";
  private static final List<String> VALID = List.of("http://example.org/a?b=c#d",
      "https://[2001:db8::1]:8443/x",
      "//example.net/y", "../up?z", "http://10.0.0.1:8080", "https://a.b.example.org./");
  private List<InetAddress> allowed = List.of();
  private final SeededEntropy entropy = new SeededEntropy(20_261_122);
  private final HostRules rules = new HostRules(List.of("example.org", "*.example.org", "[2001:db8::1]:8443",
      "10.0.0.1:8080"));

  @Test
  void shouldTakeNothingThatGoesIntoARequestAsMoreThanItIs() throws UnknownHostException {
    WebAddress from = WebAddress.parse("url", "https://example.org/a/b");
    allowed = List.of(InetAddress.getByName("2001:db8::1"), InetAddress.getByName("10.0.0.1"));
    InetAddress inside = InetAddress.getByAddress(new byte[]{10, 0, 0, 2});
    for (int round = 0; round < Integer.getInteger("sheratan.fuzz", 100_000); round++) {
      String text = MutatedText.of(VALID.get(entropy.nextInt(VALID.size())), SIGNS, entropy.nextInt(5),
          entropy);
      try {
        WebAddress to = entropy.chance(0.5) ? WebAddress.parse("url", text) : from.redirected(text);
        assertTrue((to.authority() + to.target()).chars().allMatch(each -> each > ' ' && each < 0x7f), text);
        assertTrue(to.target().startsWith("/") || to.target().startsWith("?"), text);
        assertTrue(!to.host().contains("@") && to.port() > 0 && to.port() < 65_536, text);
        assertEquals(to, WebAddress.parse("url", to.text()), text);
        assertDenied(to, inside, text);
      } catch (MalformedException refused) {
        assertTrue(List.of("url", "location").contains(refused.field()), text);
      }
    }
  }

  /** Allowed by name or not: to that address nothing leads. */
  private void assertDenied(WebAddress to, InetAddress inside, String text) throws UnknownHostException {
    try {
      rules.checkName(to);
      assertTrue(
          to.host().matches("(.+\\.)?example\\.org") || allowed.contains(InetAddress.getByName(to.host())),
          text);
    } catch (ToolFailure denied) {
      assertTrue(denied.retryElsewhere(), text);
    }
    boolean refused = false;
    try {
      rules.checkAddress(to, inside);
    } catch (ToolFailure denied) {
      refused = true;
    }
    assertTrue(refused, text);
  }
}
