package org.sheratan.core.lcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

class EnvelopeReaderTest {
  private static final String FOLLOW_UPS = "{'ok':true,'lcp_version':'1','type':'followup_jobs',"
      + "'jobs':[{'kind':'read_file','params':{'path':'a'}},{'name':'ping'}],'chain_id':'other'}";
  private static final String LEGACY = "{'ok':true,'action':'create_followup_jobs','commentary':'so',"
      + "'new_jobs':[{'task':'list_files','params':{'root':'.'}}]}";
  private static final String SELF_LOOP = "{'decision':{'kind':'continue'},'actions':["
      + "{'kind':'read_file','target':'main.py','payload':{'full_content':true}},"
      + "{'action_type':'ping'}],'explanation':'why'}";

  @Test
  void shouldReadVersionOne() {
    assertEquals(follow(job("read_file", "{'path':'a'}"), job("ping", "{}")), read(FOLLOW_UPS));
    assertEquals(new Envelope.FinalAnswer(Jsons.object("{'files':3}")),
        read("{'ok':true,'lcp_version':'1','type':'final_answer','answer':{'files':3}}"));
  }

  @Test
  void shouldReadTheLegacyForms() {
    assertEquals(follow(job("list_files", "{'root':'.'}")), read(LEGACY));
    assertEquals(follow(job("ping", "{}")), read("{'ok':true,'new_jobs':[{'kind':'ping'}]}"));
    assertEquals(new Envelope.FilesListed(List.of("a", "b")),
        read("{'ok':true,'action':'list_files_result','files':['a','b']}"));
    assertEquals("a.py", ((Envelope.Analysis) read(
        "{'ok':true,'action':'analysis_result','target_file':'a.py','issues':[]}")).targetFile());
    assertEquals(follow(job("write_file", "{'path':'a','content':'x'}")),
        read("{'ok':true,'action':'write_file','path':'a','content':'x'}"));
    assertEquals(follow(job("patch_file", "{'path':'a'}")),
        read("{'ok':true,'action':'patch_file','params':{'path':'a'}}"));
  }

  @Test
  void shouldReadTheSelfLoop() {
    assertEquals(
        follow(job("read_file", "{'full_content':true,'path':'main.py'}"), job("ping", "{}")),
        read(SELF_LOOP));
    assertEquals(new Envelope.FinalAnswer(Jsons.object("{'explanation':'all done'}")),
        read("{'decision':{'kind':'done'},'actions':[],'explanation':'all done'}"));
  }

  @Test
  void shouldTakeOrdinaryResultsForWhatTheyAre() {
    assertEquals(new Envelope.Plain(), read("{'ok':true,'action':'write_file_result','path':'a'}"));
    assertEquals(new Envelope.Plain(), read("{'type':'followup_jobs','jobs':[]}"));
    assertEquals(new Envelope.Plain(), read("{}"));
    assertEquals(new Envelope.Failed("no model"), read("{'ok':false,'error':'no model'}"));
  }

  @Test
  void shouldNameTheFieldThatIsBroken() {
    assertBroken("error", "{'ok':false}");
    assertBroken("lcp_version", "{'lcp_version':'2','type':'final_answer','answer':{}}");
    assertBroken("type", "{'lcp_version':'1','type':'more'}");
    assertBroken("answer", "{'lcp_version':'1','type':'final_answer'}");
    assertBroken("jobs", "{'lcp_version':'1','type':'followup_jobs','jobs':[]}");
    assertBroken("jobs[1]", "{'lcp_version':'1','type':'followup_jobs','jobs':[{'kind':'ping'},3]}");
    assertBroken("jobs[0].name", "{'lcp_version':'1','type':'followup_jobs','jobs':[{'params':{}}]}");
    assertBroken("jobs[0].params",
        "{'lcp_version':'1','type':'followup_jobs','jobs':[{'kind':'ping','params':[]}]}");
    assertBroken("new_jobs", "{'action':'create_followup_jobs'}");
    assertBroken("target_file", "{'action':'analysis_result'}");
    assertBroken("decision.kind", "{'decision':{},'actions':[]}");
    assertBroken("actions", "{'decision':{'kind':'continue'},'actions':[]}");
    assertBroken("actions", "{'decision':{'kind':'continue'},'actions':[{},{},{},{}]}");
  }

  @Test
  void shouldRefuseTenThousandFollowUps() {
    String many = "{'ok':true,'lcp_version':'1','type':'followup_jobs','jobs':["
        + "{'kind':'ping'},".repeat(9_999) + "{'kind':'ping'}]}";
    MalformedException broken = assertThrows(MalformedException.class, () -> read(many));
    assertEquals("jobs: 10000 items exceed 25", broken.field() + ": " + broken.reason());
  }

  @Test
  void shouldRefuseChangedEnvelopesWithoutAnyOtherError() {
    SeededEntropy entropy = new SeededEntropy(17);
    for (String text : List.of(FOLLOW_UPS, LEGACY, SELF_LOOP)) {
      byte[] valid = text.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8);
      for (int round = 0; round < 3_000; round++) {
        byte[] changed = valid.clone();
        for (int change = entropy.nextInt(3); change >= 0; change--) {
          changed[entropy.nextInt(changed.length)] = "{}[]\":,ntrue01ax".getBytes(
              java.nio.charset.StandardCharsets.US_ASCII)[entropy.nextInt(16)];
        }
        try {
          EnvelopeReader.read(JsonReader.readObject(Bytes.copyOf(changed)));
        } catch (MalformedException expected) {
          assertEquals(expected.field().strip(), expected.field());
        }
      }
    }
  }

  private static Envelope.FollowUps follow(FollowUp... jobs) {
    return new Envelope.FollowUps(List.of(jobs));
  }

  private static FollowUp job(String kind, String params) {
    return new FollowUp(kind, Jsons.object(params));
  }

  private static Envelope read(String text) {
    return EnvelopeReader.read(Jsons.object(text));
  }

  private static void assertBroken(String field, String text) {
    Json.Obj result = Jsons.object(text);
    assertEquals(field,
        assertThrows(MalformedException.class, () -> EnvelopeReader.read(result), CanonicalJson.text(result))
            .field());
  }
}
