package net.chingtech.ctos.webconsole.internal.rest;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.catalogue.CategoryCount;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillQuery;

/** As many skills as one likes, of which one can leaf to some. */
final class LargeCatalogue extends FakeSkills {

    private final long skills;
    private final long reachable;

    LargeCatalogue(long skills, long reachable) {
        super(new FakeTasks());
        this.skills = skills;
        this.reachable = reachable;
    }

    @Override
    public SearchPage search(SkillQuery query) {
        queries.add(query);
        long from = (query.page() - 1L) * query.perPage();
        List<SearchPage.Found> page = LongStream.range(from, Math.min(reachable, from + query.perPage()))
                .mapToObj(number -> new SearchPage.Found(card(number), Samples.SOURCE, null))
                .toList();
        return new SearchPage(
                page,
                query.page(),
                query.perPage(),
                skills,
                false,
                reachable,
                List.of(new CategoryCount("Finance", skills - 1)),
                List.of());
    }

    private static SkillCard card(long number) {
        return new SkillCard(
                new SkillId("org.example.skill" + number),
                "Skill " + number,
                "The skill with the number " + number,
                "Somebody",
                Tier.COMMUNITY,
                List.of("Finance"),
                List.of(),
                SkillVersion.of("1.0.0"),
                null,
                SkillCard.Rating.NONE,
                number,
                Instant.EPOCH);
    }
}
