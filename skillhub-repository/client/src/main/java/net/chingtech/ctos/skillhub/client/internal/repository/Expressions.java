package net.chingtech.ctos.skillhub.client.internal.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.service.repository.AndExpression;
import org.osgi.service.repository.ExpressionCombiner;
import org.osgi.service.repository.IdentityExpression;
import org.osgi.service.repository.NotExpression;
import org.osgi.service.repository.OrExpression;
import org.osgi.service.repository.RequirementExpression;

/** Requirements joined by and, or, and not; and whether a resource fits. */
final class Expressions implements ExpressionCombiner {

    /** One requirement. */
    record Identity(Requirement requirement) implements IdentityExpression {
        @Override
        public Requirement getRequirement() {
            return requirement;
        }
    }

    private record All(List<RequirementExpression> parts) implements AndExpression {
        @Override
        public List<RequirementExpression> getRequirementExpressions() {
            return parts;
        }
    }

    private record Any(List<RequirementExpression> parts) implements OrExpression {
        @Override
        public List<RequirementExpression> getRequirementExpressions() {
            return parts;
        }
    }

    private record No(RequirementExpression part) implements NotExpression {
        @Override
        public RequirementExpression getRequirementExpression() {
            return part;
        }
    }

    @Override
    public AndExpression and(RequirementExpression one, RequirementExpression two) {
        return new All(List.of(one, two));
    }

    @Override
    public AndExpression and(RequirementExpression one, RequirementExpression two, RequirementExpression... more) {
        return new All(list(one, two, more));
    }

    @Override
    public OrExpression or(RequirementExpression one, RequirementExpression two) {
        return new Any(List.of(one, two));
    }

    @Override
    public OrExpression or(RequirementExpression one, RequirementExpression two, RequirementExpression... more) {
        return new Any(list(one, two, more));
    }

    @Override
    public NotExpression not(RequirementExpression part) {
        return new No(part);
    }

    @Override
    public IdentityExpression identity(Requirement requirement) {
        return new Identity(requirement);
    }

    private static List<RequirementExpression> list(
            RequirementExpression one, RequirementExpression two, RequirementExpression... more) {
        List<RequirementExpression> parts = new ArrayList<>(List.of(one, two));
        parts.addAll(List.of(more));
        return List.copyOf(parts);
    }

    /** All requirements that an expression names. */
    static Stream<Requirement> requirements(RequirementExpression expression) {
        if (expression instanceof IdentityExpression identity) {
            return Stream.of(identity.getRequirement());
        }
        return parts(expression).stream().flatMap(Expressions::requirements);
    }

    /** Whether a resource fits, when {@code provides} says which requirement it fulfils. */
    static boolean fits(
            RequirementExpression expression, Resource resource, BiPredicate<Requirement, Resource> provides) {
        if (expression instanceof IdentityExpression identity) {
            return provides.test(identity.getRequirement(), resource);
        }
        List<RequirementExpression> parts = parts(expression);
        if (expression instanceof NotExpression) {
            return !fits(parts.get(0), resource, provides);
        }
        return expression instanceof AndExpression
                ? parts.stream().allMatch(part -> fits(part, resource, provides))
                : parts.stream().anyMatch(part -> fits(part, resource, provides));
    }

    private static List<RequirementExpression> parts(RequirementExpression expression) {
        if (expression instanceof AndExpression and) {
            return and.getRequirementExpressions();
        }
        if (expression instanceof OrExpression or) {
            return or.getRequirementExpressions();
        }
        if (expression instanceof NotExpression not) {
            return List.of(not.getRequirementExpression());
        }
        throw new IllegalArgumentException("an expression of an unknown kind: " + expression);
    }
}
